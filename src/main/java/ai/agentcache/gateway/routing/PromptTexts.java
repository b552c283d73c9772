package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Turn;
import java.util.List;
import java.util.function.Consumer;

/** Goes through what a prompt says. */
final class PromptTexts {

  private PromptTexts() {}

  /** Every part of every turn, what tools have answered included. */
  static void parts(Prompt prompt, Consumer<Part> visitor) {
    for (Turn turn : prompt.turns()) {
      parts(turn.parts(), visitor);
    }
  }

  private static void parts(List<Part> parts, Consumer<Part> visitor) {
    for (Part part : parts) {
      visitor.accept(part);
      if (part instanceof Part.ToolResult result) {
        parts(result.content(), visitor);
      }
    }
  }

  /** The text of a part; empty if it has none. */
  static String text(Part part) {
    if (part instanceof Part.Text text) {
      return text.text();
    }
    if (part instanceof Part.ToolCall call) {
      return call.arguments();
    }
    if (part instanceof Part.Thought thought) {
      return thought.text();
    }
    return part instanceof Part.Refusal refusal ? refusal.text() : "";
  }

  /** A number that is the same for the same texts, on every replica. */
  static int hash(Prompt prompt) {
    int[] hash = {1};
    parts(prompt, part -> hash[0] = 31 * hash[0] + text(part).hashCode());
    return hash[0];
  }
}
