package ai.agentcache.upload.plan;

/**
 * A way through the network.
 *
 * @param rttMillis the round trip, ms, above 0
 * @param mbps what all streams together can get, Mbit/s, above 0
 * @param loss the share of packets that are lost, 0 to 1; NaN if it is not known
 */
public record NetworkPath(double rttMillis, double mbps, double loss) {

  public NetworkPath {
    if (!(rttMillis > 0 && mbps > 0) || loss < 0 || loss > 1) {
      throw new IllegalArgumentException("no such path: " + rttMillis + " ms, " + mbps + " Mbit/s");
    }
  }
}
