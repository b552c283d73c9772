package ai.agentcache.upload.tracking;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import ai.agentcache.upload.dedup.FileHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are asked for; what is null does not matter.
 *
 * @param userId of which user
 * @param states names of states
 * @param hash as it is kept
 * @param fingerprint of which device
 * @param from after which place
 * @param limit how many
 */
record SessionQuery(
    @Nullable String userId,
    @Nullable List<String> states,
    @Nullable String hash,
    @Nullable String fingerprint,
    Place from,
    int limit) {

  /** By the parameters of a request; fails with {@link ApiException}. */
  static SessionQuery of(
      @Nullable String userId,
      @Nullable String state,
      @Nullable String hash,
      @Nullable String fingerprint,
      @Nullable String cursor,
      int limit) {
    String known = JsonFields.parameter("hash", hash, StartRequest.LONGEST_HASH);
    return new SessionQuery(
        userId,
        states(state),
        known == null ? null : FileHash.of(known).text(),
        JsonFields.parameter("fingerprint", fingerprint, StartRequest.LONGEST_ID),
        Place.parse(cursor),
        limit);
  }

  /** The states of a parameter: one by its name, {@code unfinished}, or all. */
  private static @Nullable List<String> states(@Nullable String parameter) {
    if (parameter == null) {
      return null;
    }
    if (parameter.equals("unfinished")) {
      return List.of(UploadState.open());
    }
    return UploadState.named(parameter)
        .map(state -> List.of(state.label()))
        .orElseThrow(
            () ->
                ApiException.field(
                    "state",
                    "must be `uploading`, `paused`, `completed`, `failed`, `expired` or"
                        + " `unfinished`"));
  }

  /**
   * A place in the list, which goes from the latest to the oldest.
   *
   * @param started when the session before it began
   * @param sessionId the id of that session
   */
  record Place(Instant started, UUID sessionId) {

    private static final Place START =
        new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    /** The place after that session. */
    static Place after(SessionRecord last) {
      return new Place(last.times().started(), last.facts().sessionId());
    }

    /** The place a parameter names; the start when there is none. */
    static Place parse(@Nullable String text) {
      if (text == null) {
        return START;
      }
      if (!text.matches("[0-9]{1,16}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
        throw ApiException.field("cursor", "must be the `nextCursor` of an earlier answer");
      }
      int split = text.indexOf('-');
      long micros = Long.parseLong(text.substring(0, split));
      return new Place(
          Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
          UUID.fromString(text.substring(split + 1)));
    }

    /** As the parameter. */
    String text() {
      return ChronoUnit.MICROS.between(Instant.EPOCH, started) + "-" + sessionId;
    }
  }
}
