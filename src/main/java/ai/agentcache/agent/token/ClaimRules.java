package ai.agentcache.agent.token;

import ai.agentcache.launch.Environment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every token has to say to be taken, whoever it is for.
 *
 * @param issuer who signs tokens
 * @param environment where the token is used
 */
record ClaimRules(String issuer, Environment environment) {

  /** How far apart the clocks of machines may be, seconds. */
  static final long LEEWAY = 30;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final long HOUR = 3_600;

  /** How long tokens live in an environment at most, seconds. */
  static long life(Environment environment) {
    return environment == Environment.DEVELOPMENT ? 2 * HOUR : HOUR;
  }

  /** Whether it may be the {@code jti} of a token. */
  static boolean isId(@Nullable String text) {
    return text != null && ID.matcher(text).matches();
  }

  /**
   * What is wrong with signed claims, in words for whoever sent them.
   *
   * @param audience whom the token has to be for
   * @param now seconds since the epoch
   */
  Optional<String> problem(JsonObject claims, String audience, long now) {
    if (!issuer.equals(claims.getValue("iss"))) {
      return Optional.of("it has another issuer");
    }
    if (!isFor(audience, claims.getValue("aud"))) {
      return Optional.of("it is for another audience");
    }
    if (!environment.text().equals(claims.getValue("env"))) {
      return Optional.of("it belongs to another environment");
    }
    if (!(claims.getValue("jti") instanceof String id) || !isId(id)) {
      return Optional.of("it has no `jti`");
    }
    return Optional.ofNullable(problemOfTimes(claims, now));
  }

  private static boolean isFor(String audience, @Nullable Object said) {
    return said instanceof JsonArray several ? several.contains(audience) : audience.equals(said);
  }

  private @Nullable String problemOfTimes(JsonObject claims, long now) {
    Long issued = seconds(claims, "iat");
    Long expires = seconds(claims, "exp");
    Long begins = seconds(claims, "nbf");
    if (issued == null || expires == null || begins == null) {
      return "`iat`, `nbf` and `exp` have to be whole seconds";
    }
    if (expires <= issued || expires - issued > life(environment)) {
      return "it lives longer than tokens may";
    }
    if (now >= expires + LEEWAY) {
      return "it has expired";
    }
    return now < Math.max(begins, issued) - LEEWAY ? "it is not valid yet" : null;
  }

  private static @Nullable Long seconds(JsonObject claims, String name) {
    return claims.getValue(name) instanceof Number number
            && (number instanceof Integer || number instanceof Long)
            && number.longValue() >= 0
        ? number.longValue()
        : null;
  }
}
