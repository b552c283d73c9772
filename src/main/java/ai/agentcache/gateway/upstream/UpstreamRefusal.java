package ai.agentcache.gateway.upstream;

/**
 * A provider understood the request and will not answer it: the caller's mistake, which asking
 * again does not mend. Has no stack trace.
 */
public final class UpstreamRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String provider;
  private final int status;
  private final String explanation;

  /**
   * @param provider who refuses
   * @param status its HTTP status, 400 to 499
   * @param explanation its words, for the caller
   */
  public UpstreamRefusal(String provider, int status, String explanation) {
    super(provider + ": status " + status, null, false, false);
    this.provider = provider;
    this.status = status;
    this.explanation = explanation;
  }

  /** Who refuses. */
  public String provider() {
    return provider;
  }

  /** Its HTTP status. */
  public int status() {
    return status;
  }

  /** Its words, for the caller. */
  public String explanation() {
    return explanation;
  }
}
