package ai.agentcache.upload.dedup;

import org.jspecify.annotations.Nullable;

/**
 * The answer to the question whether a file is known.
 *
 * @param file the file, if it is known and nothing is left to prove
 * @param challenge what is to be proved first
 * @param chunkSize with a challenge: bytes of each chunk but the last
 */
record Verdict(@Nullable KnownFile file, @Nullable Challenge challenge, long chunkSize) {

  static final Verdict UNKNOWN = new Verdict(null, null, 0);

  static Verdict known(KnownFile file) {
    return new Verdict(file, null, 0);
  }

  static Verdict challenged(Challenge challenge, long chunkSize) {
    return new Verdict(null, challenge, chunkSize);
  }

  /** One word, for the audit log. */
  String label() {
    if (file != null) {
      return "duplicate";
    }
    return challenge == null ? "unknown" : "challenged";
  }
}
