package ai.agentcache.upload.link;

/**
 * Where all that a client sends goes through.
 *
 * @param mbps what it takes, Mbit/s
 * @param queueMillis how long a packet may wait before it is dropped, ms
 * @param loss the probability that a packet is lost for no reason, 0 to below 1
 * @param window what a stream may have under way, bytes: the smaller of the buffers at both ends
 * @param control how its streams control congestion
 * @param train how many packets are simulated as one, which is faster, and coarser: as hosts hand
 *     trains of packets to their network interfaces
 */
public record Uplink(
    double mbps, double queueMillis, double loss, long window, Control control, int train) {

  static final double SEGMENT = 1_460;

  double unitBytes() {
    return SEGMENT * train;
  }

  double unitSeconds(double rate) {
    return unitBytes() * 8 / (rate * 1e6);
  }
}
