package ai.agentcache.agent;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of users and sessions that bodies and paths name. Ids that stand for a user whom the
 * caller did not know are refused, for everybody's data would come together under them.
 */
public final class UserIds {

  private static final int LONGEST = 128;
  private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._:@|+=~-]{1," + LONGEST + "}");
  private static final String EXPECTATION =
      "must be 1 to " + LONGEST + " of letters, digits and . _ : @ | + = ~ -";
  private static final Set<String> NOBODY = Set.of("unknown", "null", "undefined", "default_user");

  private UserIds() {}

  /** The user of a body, as {@code userId} or {@code user_id}. */
  public static String require(JsonFields body) {
    String id = optional(body);
    if (id == null) {
      throw new ApiException(ErrorCode.MISSING_USER_ID, "`userId` is required: " + EXPECTATION);
    }
    return id;
  }

  /** The same, or null when the body names no user. */
  public static @Nullable String optional(JsonFields body) {
    String camel = text(body, "userId");
    String snake = text(body, "user_id");
    if (camel != null && snake != null && !camel.equals(snake)) {
      throw new ApiException(
          ErrorCode.USER_ID_MISMATCH, "`userId` and `user_id` must be the same, or one of them");
    }
    if (camel != null) {
      return checked("userId", camel);
    }
    return snake == null ? null : checked("user_id", snake);
  }

  /** The user of a path. */
  public static String checked(String userId) {
    return checked("user_id", userId);
  }

  /** The session of a body, as {@code sessionId} or {@code session_id}. */
  public static String requireSession(JsonFields body) {
    String camel = body.optionalText("sessionId", LONGEST);
    String snake = body.optionalText("session_id", LONGEST);
    if (camel != null && snake != null && !camel.equals(snake)) {
      throw ApiException.field("sessionId", "and `session_id` must be the same, or one of them");
    }
    String id = camel == null ? snake : camel;
    if (id == null) {
      throw new ApiException(
          ErrorCode.MISSING_REQUIRED_FIELDS, "`sessionId` is required: " + EXPECTATION);
    }
    if (!GRAMMAR.matcher(id).matches()) {
      throw ApiException.field(camel == null ? "session_id" : "sessionId", EXPECTATION);
    }
    return id;
  }

  private static @Nullable String text(JsonFields body, String name) {
    try {
      return body.optionalText(name, LONGEST);
    } catch (ApiException wrong) {
      throw new ApiException(ErrorCode.INVALID_USER_ID, wrong.details());
    }
  }

  private static String checked(String field, String id) {
    if (!GRAMMAR.matcher(id).matches()) {
      throw new ApiException(ErrorCode.INVALID_USER_ID, "`" + field + "` " + EXPECTATION);
    }
    if (NOBODY.contains(id.toLowerCase(Locale.ROOT))) {
      throw new ApiException(
          ErrorCode.INVALID_USER_ID, "`" + field + "` names nobody: send the id of a user");
    }
    return id;
  }
}
