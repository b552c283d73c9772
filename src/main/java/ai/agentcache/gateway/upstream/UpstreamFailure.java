package ai.agentcache.gateway.upstream;

import ai.agentcache.resilience.UpstreamException;
import java.util.Locale;

/** A provider did not answer, or not well. */
public final class UpstreamFailure extends UpstreamException {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** It was not asked: its breaker is open, or too many calls to it are under way. */
    NOT_ASKED,
    /** No connection. */
    UNREACHABLE,
    /** No sign of life in time. */
    TIMEOUT,
    /** The connection broke off in the middle. */
    CUT,
    /** It is overloaded, or failed. */
    FAILED,
    /** It has had enough of us for now. */
    RATE_LIMITED,
    /** It does not accept our credentials. */
    UNAUTHORIZED,
    /** Its answer made no sense, or was too large. */
    MALFORMED;

    /** Whether asking once more may help. */
    public boolean isPassing() {
      return this != UNAUTHORIZED && this != MALFORMED && this != NOT_ASKED;
    }
  }

  private final String provider;
  private final Kind kind;
  private final long retryAfterMillis;
  private final int status;

  /**
   * @param provider who failed
   * @param kind how
   * @param retryAfterMillis when it wants to be asked again; 0 if it did not say
   * @param reason for the log: nothing of what was asked or answered
   */
  public UpstreamFailure(String provider, Kind kind, long retryAfterMillis, String reason) {
    this(provider, kind, 0, retryAfterMillis, reason);
  }

  /** The same with the HTTP status it answered with, 0 for none. */
  UpstreamFailure(String provider, Kind kind, int status, long retryAfterMillis, String reason) {
    super(provider + ": " + reason);
    this.status = status;
    this.provider = provider;
    this.kind = kind;
    this.retryAfterMillis = retryAfterMillis;
  }

  /** Who failed. */
  public String provider() {
    return provider;
  }

  /** The HTTP status it answered with; 0 if it did not, or not with that. */
  public int status() {
    return status;
  }

  /** How, as statistics call it. */
  public String label() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** How. */
  public Kind kind() {
    return kind;
  }

  /** Milliseconds after which it wants to be asked again; 0 if it did not say. */
  public long retryAfterMillis() {
    return retryAfterMillis;
  }
}
