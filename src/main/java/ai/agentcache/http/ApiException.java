package ai.agentcache.http;

/** A request that ends in an error of the catalogue. Has no stack trace: it is an answer. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String details;
  private final long retryAfterSeconds;

  /**
   * @param code which error
   * @param details what the caller should change; shown to the caller
   */
  public ApiException(ErrorCode code, String details) {
    this(code, details, code.status() == 503 ? 1 : 0);
  }

  /**
   * @param code which error
   * @param details what the caller should change; shown to the caller
   * @param retryAfterSeconds when asking again may help; 0 to say nothing about it
   */
  public ApiException(ErrorCode code, String details, long retryAfterSeconds) {
    super(code + ": " + details, null, false, false);
    this.code = code;
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** A field with a value that cannot be used: names the field and says what would be right. */
  public static ApiException field(String name, String expectation) {
    return new ApiException(ErrorCode.INVALID_FIELD, "`" + name + "` " + expectation);
  }

  /** A field that has to be there. */
  public static ApiException missing(String name, String expectation) {
    return new ApiException(ErrorCode.MISSING_FIELD, "`" + name + "` is required: " + expectation);
  }

  /** Which error. */
  public ErrorCode code() {
    return code;
  }

  /** Seconds after which asking again may help; 0 when nothing is said about it. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** What the caller should change. */
  public String details() {
    return details;
  }
}
