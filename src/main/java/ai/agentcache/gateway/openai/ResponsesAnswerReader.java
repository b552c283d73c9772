package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Part.Media.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a whole response. Items of the provider's own tools say nothing to anyone else. */
final class ResponsesAnswerReader {

  private ResponsesAnswerReader() {}

  static Completion read(JsonNode node) {
    ObjectNode response = Answers.object(node, "the answer");
    List<Part> parts = new ArrayList<>();
    for (JsonNode item : Answers.array(response, "output")) {
      add(Answers.object(item, "an item"), parts);
    }
    return new Completion(
        Answers.text(response, "id"),
        Answers.text(response, "model"),
        parts,
        ResponsesFinish.read(
            response,
            parts.stream().anyMatch(Part.ToolCall.class::isInstance),
            parts.stream().anyMatch(Part.Refusal.class::isInstance)),
        Optional.empty(),
        Spending.RESPONSES.read(response));
  }

  private static void add(ObjectNode item, List<Part> parts) {
    switch (Answers.requiredText(item, "type")) {
      case "message" -> addMessage(item, parts);
      case "function_call" ->
          parts.add(
              new Part.ToolCall(
                  Answers.requiredText(item, "call_id"),
                  Answers.requiredText(item, "name"),
                  Answers.text(item, "arguments")));
      case "reasoning" -> parts.add(thought(item));
      case "image_generation_call" -> image(item).ifPresent(parts::add);
      default -> {}
    }
  }

  private static void addMessage(ObjectNode item, List<Part> parts) {
    for (JsonNode node : Answers.array(item, "content")) {
      ObjectNode part = Answers.object(node, "a part");
      switch (Answers.requiredText(part, "type")) {
        case "output_text" -> parts.add(new Part.Text(Answers.text(part, "text")));
        case "refusal" -> parts.add(new Part.Refusal(Answers.text(part, "refusal")));
        default -> {}
      }
    }
  }

  private static Part thought(ObjectNode item) {
    String summary = texts(item, "summary");
    Optional<String> seal = encrypted(item);
    return new Part.Thought(
        summary.isEmpty() ? texts(item, "content") : summary, seal, seal.isPresent());
  }

  /** The encrypted form of thoughts, which the provider wants back. */
  static Optional<String> encrypted(ObjectNode item) {
    String seal = Answers.text(item, "encrypted_content");
    return seal.isEmpty() ? Optional.empty() : Optional.of(seal);
  }

  private static String texts(ObjectNode item, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode part : Answers.array(item, field)) {
      texts.add(Answers.text(Answers.object(part, "a part"), "text"));
    }
    return String.join("\n\n", texts);
  }

  /** An image that the model made; its type is PNG unless the item says otherwise. */
  static Optional<Part> image(ObjectNode item) {
    String data = Answers.text(item, "result");
    String format = Answers.text(item, "output_format");
    return data.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Part.Media(
                Kind.IMAGE,
                Optional.of("image/" + (format.isEmpty() ? "png" : format)),
                Optional.of(data),
                Optional.empty(),
                Optional.empty()));
  }
}
