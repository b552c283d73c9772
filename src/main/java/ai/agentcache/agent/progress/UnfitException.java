package ai.agentcache.agent.progress;

/** Updates that cannot be applied, now or later. Has no stack trace. */
public final class UnfitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason why, for the log; has nothing of the updates
   */
  UnfitException(String reason) {
    super(reason, null, false, false);
  }
}
