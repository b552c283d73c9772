package ai.agentcache.access;

/** A request over its rate limit or quota: 429. Has no stack trace: it is an answer. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Admission admission;

  /**
   * @param admission a decision that is not allowed
   */
  public RefusedException(Admission admission) {
    super("refused: " + admission.cause(), null, false, false);
    this.admission = admission;
  }

  /** The decision. */
  public Admission admission() {
    return admission;
  }
}
