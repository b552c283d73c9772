package ai.agentcache.gateway.chat;

/** An upstream answered what its dialect does not allow. Never shown to callers in detail. */
public final class MalformedAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong, without quoting the answer
   */
  public MalformedAnswerException(String problem) {
    super(problem, null, false, false);
  }
}
