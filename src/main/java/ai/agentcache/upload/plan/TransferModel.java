package ai.agentcache.upload.plan;

/**
 * How long a transfer takes.
 *
 * <p>A stream has at most a window of data under way, so it sends at most {@code window / rtt} (RFC
 * 7323, section 1.1); with known loss {@code p} no more than Reno, {@code 1.22 · MSS / (rtt · √p)}
 * (Mathis, Semke, Mahdavi, Ott, 1997), or CUBIC, {@code 1.054 · MSS · (rtt / p)^¾ / rtt} (RFC 9438,
 * section 5.1), whichever is more, as CUBIC is never slower than Reno. Streams add up until the
 * path is full: {@code rate(n) = min(n · stream, path)}.
 *
 * <p>Chunks go in rounds, one for each stream; where they do not come out even, the last round has
 * fewer streams: {@code time = full rounds / rate(streams) + rest / rate(chunks in the rest)}. To
 * that come two round trips for TCP and TLS 1.3 (RFC 8446), those of slow start from ten segments
 * (RFC 6928), doubling, to what a stream has under way, and one for the answer to each round.
 */
public final class TransferModel {

  private static final double SEGMENT_BITS = 1_460 * 8;
  private static final double FIRST_WINDOW_BITS = 10 * SEGMENT_BITS;
  private static final double MATHIS = 1.22;
  private static final double CUBIC = 1.054;
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
   * @param chunks in how many requests, one after the other on each stream, at least one
   * @param streams how many are under way at once, at least one
   */
  public double seconds(long bytes, int chunks, int streams, NetworkPath path) {
    int used = Math.min(streams, chunks);
    double chunkBits = bytes * 8.0 / chunks;
    int rest = chunks % used;
    double sending = (chunks - rest) * chunkBits / bitsPerSecond(path, used);
    if (rest > 0) {
      sending += rest * chunkBits / bitsPerSecond(path, rest);
    }
    double rtt = path.rttMillis() / 1e3;
    double underWay = bitsPerSecond(path, used) / used * rtt;
    return sending + rtt * (HANDSHAKES + slowStart(underWay) + Math.ceil(chunks / (double) used));
  }

  private double bitsPerSecond(NetworkPath path, int streams) {
    double rtt = path.rttMillis() / 1e3;
    double stream = windowBits / rtt;
    if (path.loss() > 0) {
      stream = Math.min(stream, lossy(rtt, path.loss()));
    }
    return Math.min(streams * stream, path.mbps() * 1e6);
  }

  private static double lossy(double rtt, double loss) {
    double reno = MATHIS / Math.sqrt(loss);
    double cubic = CUBIC * Math.pow(rtt / loss, 0.75);
    return Math.max(reno, cubic) * SEGMENT_BITS / rtt;
  }

  private static double slowStart(double underWayBits) {
    return Math.max(0, Math.log(underWayBits / FIRST_WINDOW_BITS) / Math.log(2));
  }
}
