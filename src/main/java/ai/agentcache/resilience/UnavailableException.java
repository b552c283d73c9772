package ai.agentcache.resilience;

/** A store or upstream cannot be reached now; trying again later may work. Has no stack trace. */
public final class UnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String dependency;

  /**
   * @param dependency the name of what cannot be reached, such as {@code redis}
   * @param reason why, for the log; never shown to a client
   */
  public UnavailableException(String dependency, String reason) {
    super(dependency + " is unavailable: " + reason, null, false, false);
    this.dependency = dependency;
  }

  /** The name of what cannot be reached. */
  public String dependency() {
    return dependency;
  }
}
