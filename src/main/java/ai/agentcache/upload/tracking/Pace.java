package ai.agentcache.upload.tracking;

import ai.agentcache.upload.chunk.Totals;
import io.vertx.core.json.JsonObject;
import java.util.OptionalDouble;

/**
 * How far a session is by now, and how fast.
 *
 * @param totals how far
 * @param bytesPerSecond how fast, where that was seen
 * @param etaSeconds until it is over at that rate, where there is one
 */
record Pace(Totals totals, OptionalDouble bytesPerSecond, OptionalDouble etaSeconds) {

  private static final double BITS_OF_MEGABIT = 1e6 / 8;

  /** Of a session of which nothing more is known. */
  static Pace unseen(Totals totals) {
    return new Pace(totals, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Puts the rate and the time left in; null where they are not known. */
  JsonObject putInto(JsonObject session) {
    return session
        .put(
            "rateMbps",
            bytesPerSecond.isEmpty()
                ? null
                : Math.rint(100 * bytesPerSecond.getAsDouble() / BITS_OF_MEGABIT) / 100)
        .put(
            "etaSeconds", etaSeconds.isEmpty() ? null : (long) Math.ceil(etaSeconds.getAsDouble()));
  }
}
