package ai.agentcache.access;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A decision as response headers: {@code X-RateLimit-*}, and the {@code RateLimit} and {@code
 * RateLimit-Policy} fields of draft-ietf-httpapi-ratelimit-headers-11, whose {@code t} is the
 * effective window in seconds: the whole minute, or as long as {@code Retry-After} says.
 *
 * <p>Values that come again and again are kept: there are few limits and small numbers are common.
 */
public final class AdmissionHeaders {

  private static final CharSequence LIMIT = AsciiString.cached("X-RateLimit-Limit");
  private static final CharSequence REMAINING = AsciiString.cached("X-RateLimit-Remaining");
  private static final CharSequence RESET = AsciiString.cached("X-RateLimit-Reset");
  private static final CharSequence RATE_LIMIT = AsciiString.cached("RateLimit");
  private static final CharSequence POLICY = AsciiString.cached("RateLimit-Policy");
  private static final CharSequence RETRY_AFTER = AsciiString.cached("Retry-After");

  private static final int SMALL = 1_024;
  private static final int MAX_LIMITS = 1_024;
  private static final CharSequence[] NUMBERS = new CharSequence[SMALL];
  private static final CharSequence[] FIELDS = new CharSequence[SMALL];
  private static final ConcurrentHashMap<Long, Policy> POLICIES = new ConcurrentHashMap<>();

  /** Most answers of a second have the same; a race costs a formatting and nothing else. */
  private static volatile Formatted lastReset = new Formatted(0, "0");

  static {
    for (int i = 0; i < SMALL; i++) {
      NUMBERS[i] = AsciiString.cached(Integer.toString(i));
      FIELDS[i] = AsciiString.cached(field(i, 60));
    }
  }

  private record Policy(CharSequence limit, CharSequence field) {
    static Policy of(long limit) {
      return new Policy(
          AsciiString.cached(Long.toString(limit)),
          AsciiString.cached("\"default\";q=" + limit + ";w=60"));
    }
  }

  private record Formatted(long value, CharSequence text) {}

  private AdmissionHeaders() {}

  /** Writes the headers of a decision; replaces those of an earlier one. */
  public static void write(HttpServerResponse response, Admission admission) {
    Policy policy = policy(admission.limit());
    MultiMap headers = response.headers();
    headers.set(LIMIT, policy.limit);
    headers.set(REMAINING, number(admission.remaining()));
    headers.set(RESET, reset(admission.resetAtMillis()));
    headers.set(POLICY, policy.field);
    if (admission.allowed()) {
      headers.set(RATE_LIMIT, wholeWindow(admission.remaining()));
    } else {
      long seconds = admission.retryAfterSeconds();
      headers.set(RATE_LIMIT, field(admission.remaining(), seconds));
      headers.set(RETRY_AFTER, number(seconds));
    }
  }

  private static Policy policy(long limit) {
    Policy known = POLICIES.get(limit);
    if (known != null) {
      return known;
    }
    Policy policy = Policy.of(limit);
    if (POLICIES.size() < MAX_LIMITS) {
      POLICIES.put(limit, policy);
    }
    return policy;
  }

  private static CharSequence number(long value) {
    return value >= 0 && value < SMALL ? NUMBERS[(int) value] : Long.toString(value);
  }

  private static CharSequence wholeWindow(long remaining) {
    return remaining >= 0 && remaining < SMALL ? FIELDS[(int) remaining] : field(remaining, 60);
  }

  private static String field(long remaining, long seconds) {
    return "\"default\";r=" + remaining + ";t=" + seconds;
  }

  private static CharSequence reset(long millis) {
    Formatted last = lastReset;
    if (last.value != millis) {
      last = new Formatted(millis, AsciiString.cached(Long.toString(millis)));
      lastReset = last;
    }
    return last.text;
  }
}
