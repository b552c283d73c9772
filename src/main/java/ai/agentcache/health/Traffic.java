package ai.agentcache.health;

/**
 * Requests of the last minute. Percentiles are upper bounds: so many took no longer.
 *
 * @param requests how many were answered
 * @param perMinute the rate, a minute
 * @param errorRate the share of answers 5xx, 0 to 1
 * @param meanMillis the mean time of those that wait for no provider, ms; 0 without any
 * @param p50Millis half of them took no longer, ms
 * @param p95Millis likewise 95 %
 * @param p99Millis likewise 99 %
 */
public record Traffic(
    long requests,
    double perMinute,
    double errorRate,
    double meanMillis,
    double p50Millis,
    double p95Millis,
    double p99Millis) {

  /** Nobody asked anything. */
  public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0);
}
