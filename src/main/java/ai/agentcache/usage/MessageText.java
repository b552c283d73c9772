package ai.agentcache.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The text of prompts and answers that a model reads or writes, as far as it can be told from their
 * JSON. Images, tool definitions and the tokens that frame messages are not in it.
 */
final class MessageText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PROMPT =
      List.of("system", "messages", "prompt", "input", "contents");
  private static final Set<String> WITHIN =
      Set.of(
          "content",
          "parts",
          "text",
          "input",
          "arguments",
          "name",
          "function",
          "tool_calls",
          "output");

  private final StringBuilder text = new StringBuilder();

  private MessageText() {}

  /**
   * Of messages (or a string, or a list of strings) all content; of a whole request what is under
   * {@code messages}, {@code prompt}, {@code input}, {@code contents} and {@code system}.
   */
  static String ofPrompt(byte[] json) {
    return of(json, (out, root) -> out.question(root));
  }

  /**
   * The answer's own text: a string, {@code choices[].message} of OpenAI, {@code content[]} of
   * Anthropic, {@code output[]} of OpenAI's responses, {@code candidates[]} of Google; of any other
   * JSON the JSON itself.
   */
  static String ofResponse(byte[] json) {
    return of(
        json,
        (out, root) -> {
          out.answer(root);
          if (out.text.isEmpty()) {
            out.append(root.toString());
          }
        });
  }

  /** What is no JSON, or too deep to be read, counts as it is. */
  private static String of(byte[] json, BiConsumer<MessageText, JsonNode> reader) {
    MessageText out = new MessageText();
    try {
      reader.accept(out, JSON.readTree(json));
      return out.text.toString();
    } catch (IOException e) {
      return new String(json, StandardCharsets.UTF_8);
    }
  }

  private void question(JsonNode root) {
    if (root.isObject()) {
      PROMPT.forEach(field -> collect(root.path(field)));
    } else {
      collect(root);
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
      root.path("candidates").forEach(candidate -> collect(candidate.path("content")));
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
