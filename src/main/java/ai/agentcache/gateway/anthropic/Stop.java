package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Finish;
import java.util.Optional;

/** Why an answer ended, in the words of this dialect. */
final class Stop {

  private Stop() {}

  /**
   * A reason that is not known here is not taken for a whole answer. What this dialect calls a
   * refusal is a filter that cuts in, wherever the answer was.
   */
  static Finish read(String reason) {
    return switch (reason) {
      case "end_turn", "stop_sequence", "pause_turn" -> Finish.STOP;
      case "tool_use" -> Finish.TOOLS;
      case "max_tokens", "model_context_window_exceeded" -> Finish.LENGTH;
      default -> Finish.FILTER;
    };
  }

  static String write(Finish finish, Optional<String> stopSequence) {
    return switch (finish) {
      case STOP -> stopSequence.isPresent() ? "stop_sequence" : "end_turn";
      case TOOLS -> "tool_use";
      case LENGTH -> "max_tokens";
      case FILTER, REFUSAL -> "refusal";
    };
  }
}
