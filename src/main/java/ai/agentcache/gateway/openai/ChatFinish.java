package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Finish;

/** Why a chat completion ended, in OpenAI's words and those of servers that speak its dialect. */
final class ChatFinish {

  private ChatFinish() {}

  /**
   * Reads a reason. What nobody knows counts as cut off, so that it is never taken for whole.
   *
   * @param calls whether tools were called; some servers say {@code stop} then
   * @param refused whether there was a refusal; OpenAI says {@code stop} then
   */
  static Finish read(String reason, boolean calls, boolean refused) {
    return switch (reason) {
      case "stop", "end_turn", "eos" ->
          calls ? Finish.TOOLS : refused ? Finish.REFUSAL : Finish.STOP;
      case "tool_calls", "function_call" -> Finish.TOOLS;
      case "content_filter" -> Finish.FILTER;
      default -> Finish.LENGTH;
    };
  }

  /**
   * Writes a reason.
   *
   * @param refused whether the answer has a refusal that says so by itself
   */
  static String write(Finish finish, boolean refused) {
    return switch (finish) {
      case STOP -> "stop";
      case TOOLS -> "tool_calls";
      case LENGTH -> "length";
      case FILTER -> "content_filter";
      case REFUSAL -> refused ? "stop" : "content_filter";
    };
  }
}
