package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Transcript;
import ai.agentcache.gateway.chat.Untrusted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Reads a whole answer, into the very parts that the same answer has when it is streamed. Blocks
 * that other dialects have no word for, such as the doings of server tools, are passed over.
 */
final class AnswerReader {

  private final Transcript transcript = new Transcript();
  private int calls;

  private AnswerReader() {}

  static Completion read(JsonNode answer) {
    return new AnswerReader().completion(Untrusted.object(answer, "the answer"));
  }

  private Completion completion(ObjectNode answer) {
    if (!Untrusted.text(answer, "type").equals("message")) {
      throw new MalformedAnswerException("the answer is no message");
    }
    transcript.add(new Delta.Start(Untrusted.text(answer, "id"), Untrusted.text(answer, "model")));
    for (JsonNode block : Untrusted.array(answer, "content")) {
      add(Untrusted.object(block, "a block"));
    }
    transcript.add(end(answer));
    Untrusted.given(answer, "usage")
        .ifPresent(usage -> transcript.add(new Delta.Usage(Usage.read(usage))));
    return transcript.completion();
  }

  /** The end that an object with {@code stop_reason} tells. */
  static Delta.End end(ObjectNode said) {
    return new Delta.End(
        Stop.read(Untrusted.text(said, "stop_reason")),
        Untrusted.optionalText(said, "stop_sequence"));
  }

  private void add(ObjectNode block) {
    switch (Untrusted.text(block, "type")) {
      case "text" -> say(Untrusted.text(block, "text"));
      case "thinking" -> think(block);
      case "redacted_thinking" -> transcript.add(redacted(block));
      case "tool_use" -> call(block);
      case "image" -> transcript.add(image(block));
      default -> {
        // Nothing that other dialects could say.
      }
    }
  }

  private void say(String text) {
    if (!text.isEmpty()) {
      transcript.add(new Delta.Text(text));
    }
  }

  private void think(ObjectNode block) {
    String text = Untrusted.text(block, "thinking");
    Optional<String> seal =
        Untrusted.optionalText(block, "signature").filter(signature -> !signature.isEmpty());
    if (!text.isEmpty() || seal.isPresent()) {
      transcript.add(new Delta.Thought(text, seal, false));
    }
  }

  private void call(ObjectNode block) {
    transcript.add(begin(block, calls));
    transcript.add(new Delta.Arguments(calls++, input(block)));
  }

  static Delta.Call begin(ObjectNode block, int index) {
    return new Delta.Call(index, Untrusted.text(block, "id"), Untrusted.text(block, "name"));
  }

  /** The arguments of a call as text. */
  static String input(ObjectNode block) {
    return Untrusted.object(block.path("input"), "input").toString();
  }

  static Delta.Thought redacted(ObjectNode block) {
    return new Delta.Thought("", Optional.of(Untrusted.text(block, "data")), true);
  }

  static Delta.Media image(ObjectNode block) {
    ObjectNode source = Untrusted.object(block.path("source"), "source");
    return new Delta.Media(
        new Part.Media(
            Part.Media.Kind.IMAGE,
            Untrusted.optionalText(source, "media_type"),
            Untrusted.optionalText(source, "data"),
            Untrusted.optionalText(source, "url"),
            Optional.empty()));
  }
}
