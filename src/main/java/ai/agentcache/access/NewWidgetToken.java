package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's wish for a widget token.
 *
 * @param namespace of which namespace it shows figures, null for all
 * @param userId whose transfers it shows, null for nobody's
 * @param life how long it works
 */
record NewWidgetToken(@Nullable String namespace, @Nullable String userId, Duration life) {

  private static final List<String> FIELDS = List.of("namespace", "userId", "ttl");
  private static final long USUAL_SECONDS = 3_600;
  private static final long LEAST_SECONDS = 60;
  private static final int LONGEST_USER = 128;

  /**
   * Reads and checks the body of a request.
   *
   * @param most the longest life
   */
  static NewWidgetToken parse(byte[] body, Caller caller, Duration most) {
    JsonFields fields = JsonFields.parse(body, FIELDS);
    Long seconds = fields.optionalWhole("ttl", LEAST_SECONDS, most.toSeconds());
    String user = fields.optionalText("userId", LONGEST_USER);
    if (user != null && !caller.actsFor(user)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "The key does not act for this `userId`.");
    }
    return new NewWidgetToken(
        namespace(fields),
        user == null ? caller.userScope() : user,
        Duration.ofSeconds(seconds == null ? Math.min(USUAL_SECONDS, most.toSeconds()) : seconds));
  }

  private static @Nullable String namespace(JsonFields fields) {
    String namespace = fields.optionalText("namespace", 128);
    if (namespace != null && !namespace.matches("[A-Za-z0-9._-]{1,128}")) {
      throw ApiException.field("namespace", "must be 1 to 128 of A-Z, a-z, 0-9, '.', '_', '-'");
    }
    return namespace;
  }
}
