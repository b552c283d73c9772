package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Part.Media.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a whole chat completion; of several choices the first, which is whole if all are. */
final class ChatAnswerReader {

  private ChatAnswerReader() {}

  static Completion read(JsonNode node) {
    ObjectNode answer = Answers.object(node, "the answer");
    ArrayNode choices = Answers.array(answer, "choices");
    if (choices.isEmpty()) {
      throw new MalformedAnswerException("it has no choices");
    }
    ObjectNode choice = Answers.object(choices.get(0), "a choice");
    List<Part> parts = parts(Answers.object(choice.path("message"), "the message"));
    return new Completion(
        Answers.text(answer, "id"),
        Answers.text(answer, "model"),
        parts,
        others(choices).with(finish(choice, parts)),
        stopText(choice),
        Spending.CHAT.read(answer));
  }

  private static Finish finish(ObjectNode choice, List<Part> parts) {
    return ChatFinish.read(
        Answers.requiredText(choice, "finish_reason"),
        parts.stream().anyMatch(Part.ToolCall.class::isInstance),
        parts.stream().anyMatch(Part.Refusal.class::isInstance));
  }

  private static OtherChoices others(ArrayNode choices) {
    OtherChoices others = new OtherChoices();
    for (int i = 1; i < choices.size(); i++) {
      others.read(i, Answers.object(choices.get(i), "a choice"));
    }
    return others;
  }

  /** vLLM says which stop text it was; a number there is a token. */
  static Optional<String> stopText(ObjectNode choice) {
    JsonNode reason = choice.path("stop_reason");
    return reason.isTextual() ? Optional.of(reason.textValue()) : Optional.empty();
  }

  private static List<Part> parts(ObjectNode message) {
    List<Part> parts = new ArrayList<>();
    String thought = thought(message);
    if (!thought.isEmpty()) {
      parts.add(new Part.Thought(thought, Optional.empty(), false));
    }
    addContent(message, parts);
    String refusal = Answers.text(message, "refusal");
    if (!refusal.isEmpty()) {
      parts.add(new Part.Refusal(refusal));
    }
    addMedia(message, parts);
    ArrayNode calls = Answers.array(message, "tool_calls");
    for (int i = 0; i < calls.size(); i++) {
      parts.add(call(Answers.object(calls.get(i), "a call"), i));
    }
    return parts;
  }

  /** Two names for the same are about. */
  static String thought(ObjectNode message) {
    String text = Answers.text(message, "reasoning_content");
    return text.isEmpty() ? Answers.text(message, "reasoning") : text;
  }

  private static void addContent(ObjectNode message, List<Part> parts) {
    String text = content(message);
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
  }

  /** The text of a message or delta; some servers give an array of parts. */
  static String content(ObjectNode message) {
    if (!(message.get("content") instanceof ArrayNode parts)) {
      return Answers.text(message, "content");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : parts) {
      text.append(Answers.text(Answers.object(part, "a part"), "text"));
    }
    return text.toString();
  }

  private static void addMedia(ObjectNode message, List<Part> parts) {
    for (JsonNode image : Answers.array(message, "images")) {
      parts.add(image(image));
    }
    ObjectNode audio = Answers.objectOrNull(message, "audio");
    if (audio != null) {
      String said = Answers.text(audio, "transcript");
      if (!said.isEmpty()) {
        parts.add(new Part.Text(said));
      }
      parts.add(
          new Part.Media(
              Kind.AUDIO,
              Optional.empty(),
              Optional.of(Answers.requiredText(audio, "data")),
              Optional.empty(),
              Optional.empty()));
    }
  }

  /** An image in the way of routers that offer models which draw. */
  static Part.Media image(JsonNode node) {
    ObjectNode image = Answers.object(node.path("image_url"), "an image");
    String url = Answers.requiredText(image, "url");
    Optional<DataUrl> data = DataUrl.parse(url);
    return new Part.Media(
        Kind.IMAGE,
        data.flatMap(DataUrl::mediaType),
        data.map(DataUrl::base64),
        data.isPresent() ? Optional.empty() : Optional.of(url),
        Optional.empty());
  }

  private static Part call(ObjectNode call, int position) {
    String id = Answers.text(call, "id");
    ObjectNode function = function(call);
    if (function == null) {
      throw new MalformedAnswerException("a call has no function");
    }
    return new Part.ToolCall(
        id.isEmpty() ? "call_" + position : id,
        Answers.requiredText(function, "name"),
        arguments(function));
  }

  /** What is called, or null: a function, or a custom tool, which has input for arguments. */
  static @Nullable ObjectNode function(ObjectNode call) {
    ObjectNode custom = Answers.objectOrNull(call, "custom");
    return custom == null ? Answers.objectOrNull(call, "function") : custom;
  }

  /** Arguments are text; some servers give the object itself. */
  static String arguments(ObjectNode function) {
    if (function.get("arguments") instanceof ObjectNode object) {
      return new String(Json.bytes(object), StandardCharsets.UTF_8);
    }
    String arguments = Answers.text(function, "arguments");
    return arguments.isEmpty() ? Answers.text(function, "input") : arguments;
  }
}
