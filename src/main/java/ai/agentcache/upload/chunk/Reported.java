package ai.agentcache.upload.chunk;

import java.util.Locale;

/**
 * What became of a report.
 *
 * @param outcome whether it was taken
 * @param totals of the session, after it
 */
record Reported(Outcome outcome, Totals totals) {

  /** Whether a report was taken. */
  enum Outcome {
    /** It was. */
    NEW,
    /** The chunk was completed before, and stays so. */
    SAME,
    /** The session is finished. */
    OVER,
    /** Redis knows nothing, or no longer all, of the session. */
    LOST;

    static Outcome of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }
}
