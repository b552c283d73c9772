package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.MalformedAnswerException;

/** Why a candidate ended, in the words of this dialect. */
final class Reason {

  private Reason() {}

  /**
   * The neutral word. What the provider's filters are named is many; every reason that is not known
   * here counts as one, so that nothing cut off is taken for whole.
   */
  static Finish read(String reason, boolean hasCalls) {
    return switch (reason) {
      case "STOP" -> hasCalls ? Finish.TOOLS : Finish.STOP;
      case "MAX_TOKENS" -> Finish.LENGTH;
      case "MALFORMED_FUNCTION_CALL",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MISSING_THOUGHT_SIGNATURE",
          "MALFORMED_RESPONSE" ->
          throw new MalformedAnswerException("the model failed to call a tool");
      default -> Finish.FILTER;
    };
  }
}
