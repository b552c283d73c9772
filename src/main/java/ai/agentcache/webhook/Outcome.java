package ai.agentcache.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one try.
 *
 * @param status what the endpoint answered; null if it did not
 * @param millis how long it took
 * @param retryAfter how long the endpoint wants to be left alone; zero if it says nothing
 * @param error why it failed; null if it did not
 */
record Outcome(@Nullable Integer status, int millis, Duration retryAfter, @Nullable String error) {

  private static final int GONE = 410;

  static Outcome answered(int status, int millis, Duration retryAfter) {
    boolean well = status >= 200 && status < 300;
    String error = well ? null : isRedirect(status) ? "redirects are not followed" : "refused";
    return new Outcome(status, millis, retryAfter, error);
  }

  private static boolean isRedirect(int status) {
    return status >= 300 && status < 400;
  }

  static Outcome failed(int millis, String error) {
    return new Outcome(null, millis, Duration.ZERO, error);
  }

  boolean isWell() {
    return error == null;
  }

  /** Whether the endpoint wants to hear nothing more, ever. */
  boolean isGone() {
    return status != null && status == GONE;
  }
}
