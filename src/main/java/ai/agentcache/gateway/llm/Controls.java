package ai.agentcache.gateway.llm;

import ai.agentcache.cache.Terms;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a caller says about caching in its headers: {@code Cache-Control} as RFC 9111 and RFC 5861
 * have it, and {@code X-Cache-TTL}, seconds.
 */
final class Controls {

  private static final long MOST_SECONDS = Integer.MAX_VALUE;

  private Controls() {}

  /**
   * The terms of a request.
   *
   * @param defaults what holds where nothing is said
   * @param maxTtlSeconds the longest life that may be asked for
   */
  static Terms of(MultiMap headers, Terms defaults, long maxTtlSeconds) {
    Terms terms = defaults;
    for (String line : headers.getAll("cache-control")) {
      for (String directive : line.split(",", -1)) {
        terms = apply(terms, directive.strip().toLowerCase(Locale.ROOT));
      }
    }
    String ttl = headers.get("x-cache-ttl");
    return ttl == null ? terms : terms.withTtl(ttl(ttl, maxTtlSeconds));
  }

  private static Terms apply(Terms terms, String directive) {
    int equals = directive.indexOf('=');
    String name = equals < 0 ? directive : directive.substring(0, equals).strip();
    return switch (name) {
      case "no-cache" -> terms.withRead(false);
      case "no-store" -> terms.withWrite(false);
      case "only-if-cached" -> terms.withOnlyIfCached(true);
      case "max-age" -> terms.withMaxAge(seconds(directive, equals));
      case "stale-if-error" -> terms.withStaleIfError(seconds(directive, equals));
      default -> terms;
    };
  }

  private static long seconds(String directive, int equals) {
    String value = equals < 0 ? "" : directive.substring(equals + 1).strip().replace("\"", "");
    return whole(value)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.INVALID_HEADER,
                    "`Cache-Control`: `"
                        + (directive.startsWith("max-age") ? "max-age" : "stale-if-error")
                        + "` wants whole seconds, such as `=60`"));
  }

  private static int ttl(String value, long most) {
    OptionalLong seconds = whole(value.strip());
    if (seconds.isEmpty() || seconds.getAsLong() < 1 || seconds.getAsLong() > most) {
      throw new ApiException(
          ErrorCode.INVALID_HEADER, "`X-Cache-TTL` must be whole seconds from 1 to " + most);
    }
    return (int) seconds.getAsLong();
  }

  private static OptionalLong whole(String digits) {
    if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(Character::isDigit)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.min(MOST_SECONDS, Long.parseLong(digits)));
  }
}
