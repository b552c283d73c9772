package ai.agentcache.http;

/** The catalogue of errors: a stable code, the HTTP status and the short text of each. */
public enum ErrorCode {
  INVALID_API_KEY(401, "Invalid API key"),
  FORBIDDEN(403, "Forbidden"),
  INVALID_REQUEST(400, "Invalid request"),
  MALFORMED_JSON(400, "Malformed JSON"),
  INVALID_FIELD(400, "Invalid field"),
  MISSING_FIELD(400, "Missing field"),
  INVALID_HEADER(400, "Invalid header"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  REQUEST_TIMEOUT(408, "Request timeout"),
  CONFLICT(409, "Conflict"),
  IDEMPOTENCY_CONFLICT(409, "Idempotency key reused with another body"),
  PAYLOAD_TOO_LARGE(413, "Payload too large"),
  URI_TOO_LONG(414, "URI too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  RATE_LIMITED(429, "Rate limit exceeded"),
  QUOTA_EXCEEDED(429, "Monthly quota exceeded"),
  HEADERS_TOO_LARGE(431, "Headers too large"),
  INTERNAL_ERROR(500, "Internal error"),
  STORE_UNAVAILABLE(503, "Store unavailable"),
  OVERLOADED(503, "Overloaded"),
  NO_EDGES(503, "No active edge"),
  PROVIDER_REJECTED(400, "The provider rejected the request"),
  THREADS_UNSUPPORTED(400, "Threads are not supported"),
  MODEL_NOT_FOUND(404, "Model not found"),
  BUDGET_EXCEEDED(429, "Monthly budget exceeded"),
  PROVIDER_RATE_LIMITED(429, "The provider's rate limit is exceeded"),
  PROVIDER_ERROR(502, "The provider failed"),
  PROVIDER_MALFORMED(502, "The provider's answer makes no sense"),
  PROVIDER_UNAUTHORIZED(502, "The provider does not accept this service's key"),
  WORKFLOW_INVALID(502, "The model gave no valid workflow"),
  PROVIDER_NOT_CONFIGURED(503, "Provider not configured"),
  PROVIDER_UNAVAILABLE(503, "The provider cannot be reached"),
  NOT_CACHED(504, "Not cached"),
  PROVIDER_TIMEOUT(504, "The provider did not answer in time"),
  AUTH_REQUIRED(401, "Authentication required"),
  INVALID_AGENT_TOKEN(401, "Invalid agent token"),
  INVALID_USER_TOKEN(401, "Invalid user token"),
  INSUFFICIENT_PERMISSIONS(403, "Insufficient permissions"),
  NOT_AGENT(403, "Not an agent"),
  MISSING_REQUIRED_FIELDS(400, "Missing required fields"),
  MISSING_USER_ID(400, "Missing user id"),
  INVALID_USER_ID(400, "Invalid user id"),
  INVALID_PROGRESS_DATA(400, "Invalid progress data"),
  INVALID_SESSION_DATA(400, "Invalid session data"),
  USER_ID_MISMATCH(400, "The user ids differ"),
  USER_CONTEXT_NOT_FOUND(404, "User context not found"),
  SESSION_ALREADY_EXISTS(409, "Session already exists");

  private final int status;
  private final String text;

  ErrorCode(int status, String text) {
    this.status = status;
    this.text = text;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The short text of the {@code error} field. */
  public String text() {
    return text;
  }

  /** The first error with this status; without one, the general error of its class. */
  static ErrorCode ofStatus(int status) {
    for (ErrorCode code : values()) {
      if (code.status == status) {
        return code;
      }
    }
    return status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
  }
}
