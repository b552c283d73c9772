package ai.agentcache.gateway.upstream;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Makes sense of an answer that is none: which failure it is, and the provider's words. */
final class UpstreamError {

  private static final int MAX_EXPLANATION = 500;
  private static final long MOST_MILLIS = 3_600_000;

  private UpstreamError() {}

  /**
   * What a status other than 2xx means.
   *
   * @param retryAfter the header, if any
   * @param now for a {@code Retry-After} that is a date
   */
  static RuntimeException of(
      String provider, int status, @Nullable String retryAfter, byte[] body, Instant now) {
    if (status == 401 || status == 403) {
      return failure(provider, Kind.UNAUTHORIZED, status, 0);
    }
    long pause = retryAfterMillis(retryAfter, now);
    if (status == 429) {
      return failure(provider, Kind.RATE_LIMITED, status, pause);
    }
    if (status == 408 || status == 409 || status >= 500) {
      return failure(provider, Kind.FAILED, status, pause);
    }
    return status >= 400
        ? new UpstreamRefusal(provider, status, explanation(body))
        : failure(provider, Kind.MALFORMED, status, 0);
  }

  private static UpstreamFailure failure(String provider, Kind kind, int status, long pause) {
    return new UpstreamFailure(provider, kind, status, pause, "status " + status);
  }

  /** Milliseconds a {@code Retry-After} asks for, at most an hour; 0 if it makes no sense. */
  static long retryAfterMillis(@Nullable String value, Instant now) {
    if (value == null || value.isBlank()) {
      return 0;
    }
    try {
      double seconds = Double.parseDouble(value.strip());
      return seconds > 0 ? (long) Math.min(MOST_MILLIS, Math.ceil(seconds * 1_000)) : 0;
    } catch (NumberFormatException e) {
      return untilDate(value.strip(), now);
    }
  }

  private static long untilDate(String value, Instant now) {
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      long millis = date.toEpochMilli() - now.toEpochMilli();
      return Math.max(0, Math.min(MOST_MILLIS, millis));
    } catch (DateTimeParseException e) {
      return 0;
    }
  }

  /** The message of an error body in any provider's form, without control characters. */
  static String explanation(byte[] body) {
    String message = message(body);
    StringBuilder text = new StringBuilder();
    message
        .codePoints()
        .limit(MAX_EXPLANATION)
        .forEach(c -> text.appendCodePoint(c < 32 ? ' ' : c));
    return text.isEmpty() ? "the provider gave no reason" : text.toString();
  }

  private static String message(byte[] body) {
    try {
      JsonNode root = Json.parse(body);
      JsonNode error = root.isArray() ? root.path(0).path("error") : root.path("error");
      return error.isTextual() ? error.asText() : error.path("message").asText("");
    } catch (IOException e) {
      return "";
    }
  }
}
