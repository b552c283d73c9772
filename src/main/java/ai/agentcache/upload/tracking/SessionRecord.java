package ai.agentcache.upload.tracking;

import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Totals;
import ai.agentcache.upload.chunk.Written;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload session as it is written.
 *
 * @param facts what never changes
 * @param file what is uploaded
 * @param terms how the client goes about it
 * @param state where it is
 * @param totals how far it is
 * @param outcome what came of it
 * @param times when what happened
 */
record SessionRecord(
    SessionFacts facts,
    FileEntry file,
    StartRequest.Terms terms,
    UploadState state,
    Totals totals,
    Outcome outcome,
    Times times) {

  /**
   * The file.
   *
   * @param fileId its id; another upload of the same file has the same
   * @param name the user's name for it
   * @param hash as it is kept
   * @param mimeType what its client said it was
   */
  record FileEntry(UUID fileId, String name, String hash, @Nullable String mimeType) {}

  /**
   * What came of it.
   *
   * @param verified whether the reports made up the file, and proved it where that is required
   * @param actualCost US dollars, as the client said
   * @param activeMillis how long it took without pauses; null until it is over
   * @param error why it failed
   */
  record Outcome(
      boolean verified,
      @Nullable Double actualCost,
      @Nullable Long activeMillis,
      @Nullable String error) {}

  /**
   * When what happened.
   *
   * @param started when it began
   * @param updated when it was last heard of
   * @param finished when it was over, or null
   * @param expires when it will be given up unless it is heard of
   */
  record Times(Instant started, Instant updated, @Nullable Instant finished, Instant expires) {}

  /** The part that chunks are interested in. */
  Written written() {
    return new Written(state.label(), totals);
  }

  /** The edges it used. */
  List<String> edges() {
    return terms.edges();
  }
}
