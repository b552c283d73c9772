package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.chat.Untrusted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads the events of a streamed answer, of its first candidate. The signature of a call comes as a
 * thought before it, that of a text after it. For one answer; not thread-safe.
 */
final class StreamReader implements Function<JsonNode, List<Delta>> {

  /** Of the name of a call, so that it fits where the ids of others do. */
  private static final int ID_DIGITS = 24;

  private Optional<String> answer = Optional.empty();
  private boolean ended;
  private int calls;

  @Override
  public List<Delta> apply(JsonNode node) {
    ObjectNode event = Untrusted.object(node, "an event");
    if (event.has("error")) {
      throw new MalformedAnswerException("the stream tells of an error");
    }
    List<Delta> deltas = new ArrayList<>(3);
    start(event, deltas);
    Optional<ObjectNode> candidate = candidate(event);
    if (candidate.isPresent()) {
      read(candidate.get(), deltas);
    } else if (isBlocked(event)) {
      end(Finish.FILTER, deltas);
    }
    Untrusted.given(event, "usageMetadata")
        .ifPresent(usage -> deltas.add(new Delta.Usage(spent(usage))));
    return deltas;
  }

  private void start(ObjectNode event, List<Delta> deltas) {
    if (answer.isEmpty()) {
      String id = Untrusted.optionalText(event, "responseId").orElse("");
      String model = Untrusted.optionalText(event, "modelVersion").orElse("");
      answer = Optional.of(id);
      deltas.add(new Delta.Start(id, model));
    }
  }

  private static Optional<ObjectNode> candidate(ObjectNode event) {
    if (!event.path("candidates").isMissingNode()) {
      for (JsonNode node : Untrusted.array(event, "candidates")) {
        ObjectNode candidate = Untrusted.object(node, "a candidate");
        if (Untrusted.count(candidate, "index") == 0) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isBlocked(ObjectNode event) {
    return Untrusted.given(event, "promptFeedback")
        .flatMap(feedback -> Untrusted.optionalText(feedback, "blockReason"))
        .isPresent();
  }

  private void read(ObjectNode candidate, List<Delta> deltas) {
    int before = deltas.size();
    Optional<ObjectNode> content = Untrusted.given(candidate, "content");
    if (content.isPresent() && content.get().has("parts")) {
      ArrayNode parts = Untrusted.array(content.get(), "parts");
      parts.forEach(part -> say(Untrusted.object(part, "a part"), deltas));
    }
    if (ended && deltas.size() > before) {
      throw new MalformedAnswerException("the answer goes on after its end");
    }
    Untrusted.optionalText(candidate, "finishReason")
        .ifPresent(reason -> end(Reason.read(reason, calls > 0), deltas));
  }

  private void end(Finish finish, List<Delta> deltas) {
    if (!ended) {
      ended = true;
      deltas.add(new Delta.End(finish, Optional.empty()));
    }
  }

  private void say(ObjectNode part, List<Delta> deltas) {
    Optional<String> seal =
        Untrusted.optionalText(part, "thoughtSignature")
            .filter(signature -> !signature.isEmpty())
            .map(Seals::mark);
    if (part.has("functionCall")) {
      seal.ifPresent(text -> deltas.add(sealed(text)));
      call(Untrusted.object(part.path("functionCall"), "functionCall"), deltas);
      return;
    }
    String text = Untrusted.optionalText(part, "text").orElse("");
    if (part.path("thought").asBoolean(false)) {
      if (!text.isEmpty() || seal.isPresent()) {
        deltas.add(new Delta.Thought(text, seal, false));
      }
      return;
    }
    if (!text.isEmpty()) {
      deltas.add(new Delta.Text(text));
    }
    Untrusted.given(part, "inlineData").ifPresent(data -> deltas.add(media(data)));
    seal.ifPresent(signature -> deltas.add(sealed(signature)));
  }

  private static Delta sealed(String seal) {
    return new Delta.Thought("", Optional.of(seal), true);
  }

  private void call(ObjectNode call, List<Delta> deltas) {
    String name = Untrusted.text(call, "name");
    String arguments = Untrusted.given(call, "args").map(ObjectNode::toString).orElse("{}");
    int index = calls++;
    String id =
        Untrusted.optionalText(call, "id")
            .filter(given -> !given.isBlank())
            .orElseGet(() -> id(index, name, arguments));
    deltas.add(new Delta.Call(index, id, name));
    deltas.add(new Delta.Arguments(index, arguments));
  }

  /** Always the same for the same call of the same answer; older models give no ids. */
  private String id(int index, String name, String arguments) {
    String all = String.join("\n", answer.orElse(""), Integer.toString(index), name, arguments);
    UUID digest = UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    return "call_" + index + "_" + digest.toString().replace("-", "").substring(0, ID_DIGITS);
  }

  private static Delta media(ObjectNode data) {
    String type = Untrusted.text(data, "mimeType");
    Part.Media.Kind kind =
        type.startsWith("image/")
            ? Part.Media.Kind.IMAGE
            : type.startsWith("audio/") ? Part.Media.Kind.AUDIO : Part.Media.Kind.DOCUMENT;
    Optional<String> bytes = Optional.of(Untrusted.text(data, "data"));
    return new Delta.Media(
        new Part.Media(kind, Optional.of(type), bytes, Optional.empty(), Optional.empty()));
  }

  private static Spent spent(ObjectNode usage) {
    long input =
        Untrusted.count(usage, "promptTokenCount")
            + Untrusted.count(usage, "toolUsePromptTokenCount");
    long thoughts = Untrusted.count(usage, "thoughtsTokenCount");
    long output = Untrusted.count(usage, "candidatesTokenCount") + thoughts;
    return new Spent(input, output, Untrusted.count(usage, "cachedContentTokenCount"), 0, thoughts);
  }
}
