package ai.agentcache.gateway.upstream;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param firstByte until the head of the answer is there
 * @param idle between two signs of life after that
 * @param total altogether
 */
public record Deadlines(Duration firstByte, Duration idle, Duration total) {

  /**
   * Nanoseconds until a call that shows no sign of life has to be given up; none left if 0 or less.
   *
   * @param answered whether the head is there
   * @param start when it began
   * @param lastSign when it last showed a sign of life
   */
  long left(long now, boolean answered, long start, long lastSign) {
    long silence = (answered ? idle : firstByte).toNanos() - (now - lastSign);
    return Math.min(silence, total.toNanos() - (now - start));
  }
}
