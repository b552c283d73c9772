package ai.agentcache.upload.tracking;

import java.util.OptionalDouble;

/**
 * How fast something grows: an exponentially weighted moving average over time, in which what is
 * {@value #SECONDS} s old weighs 1/e of what is new. Not safe for use by many threads.
 */
final class Rate {

  static final double SECONDS = 10;

  private static final double LEAST = 1e-3;

  private long lastNanos;
  private long lastAmount;
  private boolean seen;
  private double weight;
  private double sum;

  /** Takes an amount at a time; amounts never go back. */
  void observe(long nanos, long amount) {
    if (seen && nanos > lastNanos) {
      double seconds = (nanos - lastNanos) / 1e9;
      double kept = Math.exp(-seconds / SECONDS);
      sum = sum * kept + (amount - lastAmount) / seconds * (1 - kept);
      weight = weight * kept + (1 - kept);
    }
    if (!seen || nanos > lastNanos) {
      seen = true;
      lastNanos = nanos;
      lastAmount = amount;
    }
  }

  /** A second; nothing until there were two observations. */
  OptionalDouble perSecond() {
    return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
  }

  /** Seconds until so much more is there; nothing when nothing grows. */
  OptionalDouble secondsFor(long amount) {
    return perSecond().stream()
        .filter(rate -> rate >= LEAST)
        .map(rate -> amount / rate)
        .findFirst();
  }
}
