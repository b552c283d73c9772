package ai.agentcache.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The text of prompts and answers that a model reads or writes, as far as it can be told from their
 * JSON. Images, tool definitions and the tokens that frame messages are not in it.
 */
final class MessageText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> PROMPT = Set.of("messages", "prompt", "input", "system");
  private static final Set<String> WITHIN =
      Set.of("content", "text", "input", "arguments", "name", "function", "tool_calls", "output");

  private final StringBuilder text = new StringBuilder();

  private MessageText() {}

  /** Everything under {@code messages[].content}, {@code prompt}, {@code input}, {@code system}. */
  static String ofPrompt(byte[] json) {
    MessageText out = new MessageText();
    try {
      JsonNode root = JSON.readTree(json);
      root.properties()
          .forEach(
              field -> {
                if (PROMPT.contains(field.getKey())) {
                  out.collect(field.getValue());
                }
              });
    } catch (IOException e) {
      return new String(json, StandardCharsets.UTF_8);
    }
    return out.text.toString();
  }

  /**
   * The answer's own text: a string, {@code choices[].message} of OpenAI, {@code content[]} of
   * Anthropic, {@code output[]} of OpenAI's responses; of any other JSON the JSON itself.
   */
  static String ofResponse(byte[] json) {
    MessageText out = new MessageText();
    try {
      JsonNode root = JSON.readTree(json);
      out.answer(root);
      return out.text.isEmpty() ? JSON.writeValueAsString(root) : out.text.toString();
    } catch (IOException e) {
      return new String(json, StandardCharsets.UTF_8);
    }
  }

  private void answer(JsonNode root) {
    if (root.isTextual()) {
      append(root.textValue());
    } else if (root.path("choices").isArray()) {
      root.path("choices").forEach(choice -> collect(choice.path("message")));
      root.path("choices").forEach(choice -> collect(choice.path("text")));
    } else {
      collect(root.path("content"));
      collect(root.path("output"));
    }
  }

  /** Depth is bounded by the parser. */
  private void collect(JsonNode node) {
    if (node.isTextual()) {
      append(node.textValue());
    } else if (node.isArray()) {
      node.forEach(this::collect);
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                if (WITHIN.contains(field.getKey())) {
                  collect(field.getValue());
                }
              });
    }
  }

  private void append(String part) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(part);
  }
}
