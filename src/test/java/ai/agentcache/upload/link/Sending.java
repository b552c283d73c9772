package ai.agentcache.upload.link;

import java.util.Collections;
import java.util.List;

/**
 * What is sent to one place.
 *
 * @param rttMillis the round trip, ms
 * @param mbps what the place takes, Mbit/s; infinite if as much as comes
 * @param chunks sizes of the requests, bytes
 * @param streams how many connections send them
 */
public record Sending(double rttMillis, double mbps, List<Long> chunks, int streams) {

  /** All of it in one request. */
  public static Sending whole(double rttMillis, double mbps, long bytes) {
    return new Sending(rttMillis, mbps, List.of(bytes), 1);
  }

  /** The same in chunks of one size. */
  public static Sending equal(double rttMillis, double mbps, long bytes, int chunks, int streams) {
    return new Sending(
        rttMillis, mbps, Collections.nCopies(chunks, (bytes + chunks - 1) / chunks), streams);
  }
}
