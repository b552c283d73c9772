package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of one streamed chat completion; of several choices the first, which has ended
 * well if all have.
 */
final class ChatStreamReader implements Function<JsonNode, List<Delta>> {

  private final CallSlots slots = new CallSlots();
  private boolean started;
  private final OtherChoices others = new OtherChoices();
  private boolean refused;
  private @Nullable Finish ended;
  private @Nullable Finish told;
  private Optional<String> stopText = Optional.empty();

  @Override
  public List<Delta> apply(JsonNode event) {
    ObjectNode chunk = Answers.object(event, "a chunk");
    if (chunk.hasNonNull("error")) {
      throw new MalformedAnswerException("it broke off with an error");
    }
    ArrayNode choices = Answers.array(chunk, "choices");
    boolean usage = chunk.hasNonNull("usage");
    if (choices.isEmpty() && !usage) {
      return nothing(chunk);
    }
    List<Delta> deltas = new ArrayList<>(2);
    start(chunk, deltas);
    for (JsonNode node : choices) {
      ObjectNode choice = Answers.object(node, "a choice");
      int index = choice.path("index").asInt(0);
      if (index != 0) {
        others.read(index, choice);
      } else if (ended == null) {
        read(choice, deltas);
      }
    }
    end(deltas);
    if (usage) {
      deltas.add(new Delta.Usage(Spending.CHAT.read(chunk)));
    }
    return deltas;
  }

  /** Some servers begin with a chunk about filters alone. */
  private static List<Delta> nothing(ObjectNode chunk) {
    if (!chunk.has("choices")) {
      throw new MalformedAnswerException("a chunk has no choices");
    }
    return List.of();
  }

  private void start(ObjectNode chunk, List<Delta> deltas) {
    if (!started) {
      started = true;
      deltas.add(new Delta.Start(Answers.text(chunk, "id"), Answers.text(chunk, "model")));
    }
  }

  private void read(ObjectNode choice, List<Delta> deltas) {
    ObjectNode delta = Answers.objectOrNull(choice, "delta");
    if (delta != null) {
      say(delta, deltas);
      for (JsonNode call : Answers.array(delta, "tool_calls")) {
        call(Answers.object(call, "a call"), deltas);
      }
    }
    String reason = Answers.text(choice, "finish_reason");
    if (!reason.isEmpty()) {
      ended = ChatFinish.read(reason, slots.count() > 0, refused);
      stopText = ChatAnswerReader.stopText(choice);
    }
  }

  /** Tells the end when the first choice has one, and again if the others change it. */
  private void end(List<Delta> deltas) {
    Finish first = ended;
    Finish now = first == null ? null : others.with(first);
    if (now != null && now != told) {
      told = now;
      deltas.add(new Delta.End(now, stopText));
    }
  }

  private void say(ObjectNode delta, List<Delta> deltas) {
    String thought = ChatAnswerReader.thought(delta);
    if (!thought.isEmpty()) {
      deltas.add(new Delta.Thought(thought, Optional.empty(), false));
    }
    String text = ChatAnswerReader.content(delta);
    if (!text.isEmpty()) {
      deltas.add(new Delta.Text(text));
    }
    String refusal = Answers.text(delta, "refusal");
    if (!refusal.isEmpty()) {
      refused = true;
      deltas.add(new Delta.Refusal(refusal));
    }
    for (JsonNode image : Answers.array(delta, "images")) {
      deltas.add(new Delta.Media(ChatAnswerReader.image(image)));
    }
    ObjectNode audio = Answers.objectOrNull(delta, "audio");
    String said = audio == null ? "" : Answers.text(audio, "transcript");
    if (!said.isEmpty()) {
      deltas.add(new Delta.Text(said));
    }
  }

  private void call(ObjectNode piece, List<Delta> deltas) {
    int known = slots.count();
    int slot = slots.slot(piece);
    ObjectNode function = ChatAnswerReader.function(piece);
    if (slot == known) {
      String id = Answers.text(piece, "id");
      String name = function == null ? "" : Answers.requiredText(function, "name");
      if (name.isEmpty()) {
        throw new MalformedAnswerException("a call has no name");
      }
      deltas.add(new Delta.Call(slot, id.isEmpty() ? "call_" + slot : id, name));
    }
    String arguments = function == null ? "" : ChatAnswerReader.arguments(function);
    if (!arguments.isEmpty()) {
      deltas.add(new Delta.Arguments(slot, arguments));
    }
  }
}
