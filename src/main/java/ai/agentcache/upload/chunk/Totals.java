package ai.agentcache.upload.chunk;

/**
 * How far a session is.
 *
 * @param chunks completed chunks
 * @param bytes their bytes, as reported
 * @param prefix how many chunks at the start are all completed
 */
public record Totals(int chunks, long bytes, int prefix) {

  /** Nothing yet. */
  public static final Totals NONE = new Totals(0, 0, 0);

  /** The further of both in each respect. */
  public Totals max(Totals other) {
    return new Totals(
        Math.max(chunks, other.chunks),
        Math.max(bytes, other.bytes),
        Math.max(prefix, other.prefix));
  }
}
