package ai.agentcache.access;

/**
 * The decision about one request.
 *
 * @param allowed whether it may go on
 * @param cause why not, or {@link Cause#NONE}
 * @param limit requests a window
 * @param remaining requests left in the window
 * @param resetAtMillis when the window is empty again if nothing more is sent, epoch milliseconds
 * @param retryAfterSeconds when a refused caller may try again, at least 1; 0 when allowed
 * @param quotaLimit requests a month, 0 for none
 * @param quotaUsed requests of this month
 */
public record Admission(
    boolean allowed,
    Cause cause,
    long limit,
    long remaining,
    long resetAtMillis,
    long retryAfterSeconds,
    long quotaLimit,
    long quotaUsed) {

  /** Why a request was refused. */
  public enum Cause {
    NONE,
    RATE,
    QUOTA
  }
}
