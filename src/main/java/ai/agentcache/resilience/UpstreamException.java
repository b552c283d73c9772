package ai.agentcache.resilience;

import org.jspecify.annotations.Nullable;

/**
 * A provider could not answer: it cannot be reached, is overloaded, or failed. An older answer may
 * stand in for it, as opposed to a request that the provider has refused. Has no stack trace.
 */
public class UpstreamException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason why, for the log; never shown to a client
   */
  public UpstreamException(String reason) {
    this(reason, null);
  }

  /**
   * @param reason why, for the log; never shown to a client
   * @param cause what was behind it, if anything is known
   */
  public UpstreamException(String reason, @Nullable Throwable cause) {
    super(reason, cause, false, false);
  }
}
