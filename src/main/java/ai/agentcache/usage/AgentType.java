package ai.agentcache.usage;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.util.List;

/** The rule for what a kind of agent is called. */
public final class AgentType {

  /** What is said to who breaks the rule. */
  public static final String EXPECTATION =
      "must be a string of 1 to 64 letters, digits, `.`, `_` or `-`";

  private static final int MAX_LENGTH = 64;

  private AgentType() {}

  /** Whether a kind of agent can be called so. */
  public static boolean isValid(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_LENGTH
        && name.chars().allMatch(AgentType::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  /** The kind that {@code X-Agent-Type} headers name; {@link Dimensions#NONE} without any. */
  public static String of(List<String> headers) {
    if (headers.isEmpty()) {
      return Dimensions.NONE;
    }
    if (headers.size() > 1 || !isValid(headers.get(0))) {
      throw new ApiException(
          ErrorCode.INVALID_HEADER,
          "`X-Agent-Type` must be sent once, with 1 to 64 letters, digits, `.`, `_` or `-`");
    }
    return headers.get(0);
  }
}
