package ai.agentcache.upload.tracking;

import java.util.ArrayList;
import java.util.List;

/** What does not add up about a completed upload. */
final class Completeness {

  private static final String UNKNOWN =
      "The file is therefore not known for deduplication; its upload counts as completed.";

  private static final String UNPROVEN =
      "A file of that hash has to be proven: the `chunkHash` of every chunk, in the `chunkSize` of"
          + " its first upload, and those reported here are not these.";

  private Completeness() {}

  /**
   * What to tell the client; nothing when its reports make up the file, and prove it if need be.
   */
  static List<String> warnings(SessionRecord session) {
    List<String> warnings = new ArrayList<>();
    int chunks = session.totals().chunks();
    int total = session.facts().chunksTotal();
    if (chunks != total) {
      warnings.add("Of %d chunks %d were reported as completed.".formatted(total, chunks));
    }
    long bytes = session.totals().bytes();
    long size = session.facts().fileSize();
    if (bytes != size) {
      warnings.add("Of %d bytes %d were reported as uploaded.".formatted(size, bytes));
    }
    if (warnings.isEmpty() && !session.outcome().verified()) {
      warnings.add(UNPROVEN);
    }
    if (!warnings.isEmpty()) {
      warnings.add(UNKNOWN);
    }
    return warnings;
  }
}
