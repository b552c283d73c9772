package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Part;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the events of one streamed response. */
final class ResponsesStreamReader implements Function<JsonNode, List<Delta>> {

  /** The calls by their place in the output: the number of each. */
  private final Map<Long, Integer> calls = new HashMap<>();

  private final Map<Long, Boolean> argued = new HashMap<>();
  private boolean started;
  private boolean refused;
  private boolean encrypted;
  private boolean thought;

  @Override
  public List<Delta> apply(JsonNode node) {
    ObjectNode event = Answers.object(node, "an event");
    return switch (Answers.requiredText(event, "type")) {
      case "response.output_text.delta" -> text(event);
      case "response.function_call_arguments.delta" -> argue(event);
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
          think(Answers.text(event, "delta"));
      case "response.reasoning_summary_part.added" ->
          think(thought && Answers.count(event, "summary_index") > 0 ? "\n\n" : "");
      case "response.refusal.delta" -> refuse(event);
      case "response.output_item.added" -> begin(event);
      case "response.output_item.done" -> end(event);
      case "response.created", "response.in_progress" -> start(event);
      case "response.completed", "response.incomplete" -> finish(event);
      case "response.failed", "error" ->
          throw new MalformedAnswerException("it broke off with an error");
      default -> List.of();
    };
  }

  private List<Delta> start(ObjectNode event) {
    ObjectNode response = Answers.object(event.path("response"), "the response");
    if (started) {
      return List.of();
    }
    started = true;
    return List.of(new Delta.Start(Answers.text(response, "id"), Answers.text(response, "model")));
  }

  private static List<Delta> text(ObjectNode event) {
    String text = Answers.text(event, "delta");
    return text.isEmpty() ? List.of() : List.of(new Delta.Text(text));
  }

  private List<Delta> refuse(ObjectNode event) {
    refused = true;
    return List.of(new Delta.Refusal(Answers.text(event, "delta")));
  }

  private List<Delta> think(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    thought = true;
    return List.of(new Delta.Thought(text, Optional.empty(), encrypted));
  }

  private List<Delta> begin(ObjectNode event) {
    ObjectNode item = Answers.object(event.path("item"), "an item");
    switch (Answers.text(item, "type")) {
      case "reasoning" -> {
        thought = false;
        encrypted = item.hasNonNull("encrypted_content");
      }
      case "function_call" -> {
        long output = Answers.count(event, "output_index");
        calls.put(output, calls.size());
        return List.of(
            new Delta.Call(
                calls.size() - 1,
                Answers.requiredText(item, "call_id"),
                Answers.requiredText(item, "name")));
      }
      default -> {}
    }
    return List.of();
  }

  private List<Delta> argue(ObjectNode event) {
    long output = Answers.count(event, "output_index");
    Integer call = calls.get(output);
    if (call == null) {
      throw new MalformedAnswerException("arguments of a call that has not begun");
    }
    argued.put(output, true);
    return List.of(new Delta.Arguments(call, Answers.text(event, "delta")));
  }

  private List<Delta> end(ObjectNode event) {
    ObjectNode item = Answers.object(event.path("item"), "an item");
    return switch (Answers.text(item, "type")) {
      case "reasoning" -> seal(item);
      case "function_call" -> arguments(event, item);
      case "image_generation_call" ->
          ResponsesAnswerReader.image(item)
              .filter(Part.Media.class::isInstance)
              .<List<Delta>>map(image -> List.of(new Delta.Media((Part.Media) image)))
              .orElse(List.of());
      default -> List.of();
    };
  }

  /**
   * The encrypted form comes with the end of a thought. Where its beginning did not announce it,
   * words that were told already cannot be called encrypted any more, and stand for themselves.
   */
  private List<Delta> seal(ObjectNode item) {
    Optional<String> seal = ResponsesAnswerReader.encrypted(item);
    return seal.isEmpty() || (thought && !encrypted)
        ? List.of()
        : List.of(new Delta.Thought("", seal, true));
  }

  /** Some servers tell arguments only at the end of the call. */
  private List<Delta> arguments(ObjectNode event, ObjectNode item) {
    long output = Answers.count(event, "output_index");
    Integer call = calls.get(output);
    if (call == null) {
      throw new MalformedAnswerException("the end of a call that has not begun");
    }
    String arguments = Answers.text(item, "arguments");
    return argued.containsKey(output) || arguments.isEmpty()
        ? List.of()
        : List.of(new Delta.Arguments(call, arguments));
  }

  private List<Delta> finish(ObjectNode event) {
    ObjectNode response = Answers.object(event.path("response"), "the response");
    List<Delta> deltas = new ArrayList<>(start(event));
    deltas.add(
        new Delta.End(ResponsesFinish.read(response, !calls.isEmpty(), refused), Optional.empty()));
    deltas.add(new Delta.Usage(Spending.RESPONSES.read(response)));
    return deltas;
  }
}
