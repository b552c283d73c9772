package ai.agentcache.upload.tracking;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import ai.agentcache.upload.decision.Prediction;
import ai.agentcache.upload.dedup.FileHash;
import ai.agentcache.upload.plan.TransferStrategy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish to begin an upload.
 *
 * @param userId who uploads
 * @param file what is uploaded
 * @param plan into which chunks it is cut
 * @param terms how the client goes about it
 */
record StartRequest(String userId, FileWish file, ChunkPlan plan, Terms terms) {

  static final int LONGEST_USER = 128;
  static final int LONGEST_URL = 2048;
  static final int LONGEST_ID = 128;
  static final int MOST_EDGES = 50;
  static final double MOST_DOLLARS = 1e9;
  private static final int LONGEST_NAME = 512;
  static final int LONGEST_HASH = 256;
  private static final double MOST_SECONDS = 1e9;

  /**
   * The file.
   *
   * @param name the user's name for it
   * @param size bytes
   * @param hash of its content
   * @param mimeType what it is
   * @param url where it will be, if not where files usually are
   */
  record FileWish(
      String name, long size, FileHash hash, @Nullable String mimeType, @Nullable String url) {}

  /**
   * How the client goes about it; all of it as it says.
   *
   * @param threads how many chunks at once
   * @param via by what way
   * @param jettySpeed whether edges are used
   * @param edges which
   * @param decisionId the answer of {@code optimal-edges} that it follows
   * @param fingerprint of the device
   * @param estimatedSeconds how long it will take
   * @param estimatedCost US dollars
   */
  record Terms(
      @Nullable Integer threads,
      @Nullable String via,
      @Nullable Boolean jettySpeed,
      List<String> edges,
      @Nullable String decisionId,
      @Nullable String fingerprint,
      @Nullable Double estimatedSeconds,
      @Nullable Double estimatedCost) {

    /** The decision that it follows, if it names one. */
    Optional<UUID> decision() {
      try {
        return Optional.ofNullable(decisionId).map(UUID::fromString);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private Terms with(Prediction prediction) {
      return new Terms(
          threads,
          via,
          jettySpeed,
          edges,
          decisionId,
          fingerprint,
          estimatedSeconds == null ? Double.valueOf(prediction.seconds()) : estimatedSeconds,
          estimatedCost == null ? Double.valueOf(prediction.cost()) : estimatedCost);
    }
  }

  /** Reads it; fails with {@link ApiException}. */
  static StartRequest parse(JsonFields fields) {
    String userId = fields.text("userId", LONGEST_USER);
    String name = fields.text("fileName", LONGEST_NAME);
    long size = fields.whole("fileSize", 1, TransferStrategy.LARGEST_FILE);
    FileHash hash = FileHash.of(fields.text("fileHash", LONGEST_HASH));
    FileWish file =
        new FileWish(name, size, hash, fields.optionalText("mimeType", 255), url(fields));
    ChunkPlan plan =
        ChunkPlan.of(
            size,
            fields.optionalWhole("chunkSize", 1, TransferStrategy.LARGEST_FILE),
            fields.optionalWhole("chunksTotal", 1, Integer.MAX_VALUE));
    return new StartRequest(userId, file, plan, terms(fields));
  }

  private static Terms terms(JsonFields fields) {
    Long threads = fields.optionalWhole("threads", 1, 1024);
    String device = fields.optionalText("deviceFingerprint", LONGEST_ID);
    return new Terms(
        threads == null ? null : threads.intValue(),
        fields.optionalText("uploadVia", 64),
        fields.optionalFlag("jettySpeedEnabled"),
        fields.texts("edgesUsed", MOST_EDGES, 64),
        fields.optionalText("decisionId", LONGEST_ID),
        device != null ? device : fields.optionalText("fingerprint", LONGEST_ID),
        fields.optionalNumber("estimatedTime", 0, MOST_SECONDS),
        fields.optionalNumber("estimatedCost", 0, MOST_DOLLARS));
  }

  /** The same, with what was predicted where the client says nothing itself. */
  StartRequest with(Prediction prediction) {
    return new StartRequest(userId, file, plan, terms.with(prediction));
  }

  /** The address of a file that is somewhere else than usual, or null. */
  static @Nullable String url(JsonFields fields) {
    String url = fields.optionalText("url", LONGEST_URL);
    if (url != null && !url.matches("https?://[!-~]+")) {
      throw ApiException.field("url", "must be an address that begins with http:// or https://");
    }
    return url;
  }
}
