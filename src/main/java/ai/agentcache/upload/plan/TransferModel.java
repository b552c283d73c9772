package ai.agentcache.upload.plan;

/**
 * How long a transfer takes.
 *
 * <p>A stream has at most a window of data under way, so it sends at most {@code window / rtt} (RFC
 * 7323, section 1.1); with known loss {@code p} no more than {@code 1.22 · MSS / (rtt · √p)}
 * (Mathis, Semke, Mahdavi, Ott, 1997). Streams add up until the path is full: {@code rate =
 * min(streams · stream, path)}. To that come two round trips for TCP and TLS 1.3 (RFC 8446), those
 * of slow start from ten segments (RFC 6928), doubling, to what a stream has under way, and one for
 * the answer to each chunk of a stream: {@code time = bytes / rate + rtt · (2 + slow start +
 * ⌈chunks / streams⌉)}.
 */
public final class TransferModel {

  private static final double SEGMENT_BITS = 1_460 * 8;
  private static final double FIRST_WINDOW_BITS = 10 * SEGMENT_BITS;
  private static final double MATHIS = 1.22;
  private static final double HANDSHAKES = 2;

  private final double windowBits;

  /**
   * @param windowBytes the window of a stream, above 0: the smaller of the buffers at both ends
   */
  public TransferModel(long windowBytes) {
    if (windowBytes <= 0) {
      throw new IllegalArgumentException("a window of " + windowBytes + " bytes");
    }
    this.windowBits = windowBytes * 8.0;
  }

  /** The rate of some streams together, Mbit/s. */
  public double mbps(NetworkPath path, int streams) {
    return bitsPerSecond(path, streams) / 1e6;
  }

  /**
   * The time of a transfer, s.
   *
   * @param bytes what is sent
   * @param chunks in how many requests, one after the other on each stream
   * @param streams how many are under way at once, at least one
   */
  public double seconds(long bytes, int chunks, int streams, NetworkPath path) {
    double rtt = path.rttMillis() / 1e3;
    double rate = bitsPerSecond(path, streams);
    double answers = Math.ceil(chunks / (double) streams);
    return bytes * 8.0 / rate + rtt * (HANDSHAKES + slowStart(rate / streams * rtt) + answers);
  }

  private double bitsPerSecond(NetworkPath path, int streams) {
    double rtt = path.rttMillis() / 1e3;
    double stream = windowBits / rtt;
    if (path.loss() > 0) {
      stream = Math.min(stream, MATHIS * SEGMENT_BITS / (rtt * Math.sqrt(path.loss())));
    }
    return Math.min(streams * stream, path.mbps() * 1e6);
  }

  private static double slowStart(double underWayBits) {
    return Math.max(0, Math.log(underWayBits / FIRST_WINDOW_BITS) / Math.log(2));
  }
}
