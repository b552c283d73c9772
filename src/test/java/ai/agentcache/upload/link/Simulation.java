package ai.agentcache.upload.link;

import java.util.ArrayList;
import java.util.List;

/**
 * Uploads through one uplink to one place or several at once. Connections are opened one every
 * millisecond, and take two round trips, one for TCP and one for TLS 1.3 (RFC 8446). A chunk is
 * answered when its last packet has arrived, without any time to think.
 */
public final class Simulation {

  private static final double HANDSHAKES = 2;
  private static final double BETWEEN_STREAMS = 1e-3;

  private final List<Stream> streams = new ArrayList<>();
  private final Uplink uplink;

  /**
   * A simulation that is still to be run.
   *
   * @param seed of what is lost at random
   */
  public Simulation(Uplink uplink, List<Sending> sendings, long seed) {
    this.uplink = uplink;
    Bottleneck shared = bottleneck(uplink.mbps(), new Losses(uplink.loss(), uplink.train(), seed));
    sendings.forEach(sending -> add(sending, shared));
  }

  private Bottleneck bottleneck(double mbps, Losses losses) {
    return new Bottleneck(uplink.unitSeconds(mbps), uplink.queueMillis() / 1e3, losses);
  }

  private void add(Sending sending, Bottleneck shared) {
    double rtt = sending.rttMillis() / 1e3;
    Chunks chunks = new Chunks(sending.chunks(), uplink.unitBytes());
    List<Bottleneck> way =
        sending.mbps() < uplink.mbps()
            ? List.of(shared, bottleneck(sending.mbps(), new Losses(0, 1, 0)))
            : List.of(shared);
    for (int i = 0; i < sending.streams(); i++) {
      streams.add(
          new Stream(
              rtt,
              way,
              uplink.train(),
              uplink.window() / Uplink.SEGMENT,
              uplink.control().begin(uplink.train()),
              chunks,
              HANDSHAKES * rtt + i * BETWEEN_STREAMS));
    }
  }

  /** Runs to its end, and says when that is, s. */
  public double seconds() {
    runUntil(Double.MAX_VALUE);
    return streams.stream().mapToDouble(Stream::lastArrival).max().orElse(0);
  }

  /** Runs to a moment, s, and says what arrived by then, bytes by stream. */
  double[] arrivedBy(double moment) {
    runUntil(moment);
    return streams.stream().mapToDouble(one -> one.arrived() * uplink.unitBytes()).toArray();
  }

  private void runUntil(double moment) {
    Stream[] all = streams.toArray(Stream[]::new);
    Stream first = first(all);
    while (first.wakesAt() <= moment) {
      first.wake();
      first = first(all);
    }
  }

  private static Stream first(Stream[] all) {
    Stream first = all[0];
    for (Stream one : all) {
      if (one.wakesAt() < first.wakesAt()) {
        first = one;
      }
    }
    return first;
  }
}
