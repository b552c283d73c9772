package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Untrusted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the events of a streamed answer. For one answer; not thread-safe. */
final class StreamReader implements Function<JsonNode, List<Delta>> {

  private final Map<Long, Block> open = new HashMap<>();
  private final ObjectNode usage = Json.object();
  private boolean started;
  private boolean ended;
  private int calls;

  /** A block that is still being said. */
  private static final class Block {
    private final String type;
    private final int call;

    /** What its beginning has as input of a call; counts only if no more of it is told. */
    private final String input;

    private final StringBuilder seal = new StringBuilder();
    private boolean told;

    Block(String type, int call, String input) {
      this.type = type;
      this.call = call;
      this.input = input;
    }
  }

  @Override
  public List<Delta> apply(JsonNode node) {
    ObjectNode event = Untrusted.object(node, "an event");
    String type = Untrusted.text(event, "type");
    List<Delta> deltas = new ArrayList<>(2);
    switch (type) {
      case "message_start" -> start(Untrusted.object(event.path("message"), "message"), deltas);
      case "content_block_start" -> begin(event, deltas);
      case "content_block_delta" -> go(event, deltas);
      case "content_block_stop" -> stop(event, deltas);
      case "message_delta" -> end(event, deltas);
      case "message_stop" -> requireEnd();
      case "error" -> throw new MalformedAnswerException("the stream tells of an error");
      default -> {
        // A ping, or an event of a later version: to be passed over.
      }
    }
    return deltas;
  }

  private void start(ObjectNode message, List<Delta> deltas) {
    if (started) {
      throw new MalformedAnswerException("the message starts twice");
    }
    started = true;
    deltas.add(new Delta.Start(Untrusted.text(message, "id"), Untrusted.text(message, "model")));
    spend(message, deltas);
  }

  /** Counts are of the whole answer so far; an event may leave out those that did not change. */
  private void spend(ObjectNode said, List<Delta> deltas) {
    Optional<ObjectNode> more = Untrusted.given(said, "usage");
    if (more.isPresent()) {
      usage.setAll(more.get());
      deltas.add(new Delta.Usage(Usage.read(usage)));
    }
  }

  private void begin(ObjectNode event, List<Delta> deltas) {
    requireRunning();
    ObjectNode content = Untrusted.object(event.path("content_block"), "content_block");
    String type = Untrusted.text(content, "type");
    boolean isCall = type.equals("tool_use");
    Block block = new Block(type, isCall ? calls++ : -1, isCall ? initialInput(content) : "");
    if (open.put(Untrusted.count(event, "index"), block) != null) {
      throw new MalformedAnswerException("a block starts twice");
    }
    switch (type) {
      case "text" -> Untrusted.optionalText(content, "text").ifPresent(text -> say(text, deltas));
      case "thinking" -> {
        Untrusted.optionalText(content, "thinking").ifPresent(text -> think(text, deltas));
        Untrusted.optionalText(content, "signature").ifPresent(block.seal::append);
      }
      case "redacted_thinking" -> deltas.add(AnswerReader.redacted(content));
      case "tool_use" -> deltas.add(AnswerReader.begin(content, block.call));
      case "image" -> deltas.add(AnswerReader.image(content));
      default -> {
        // Nothing that other dialects could say.
      }
    }
  }

  private static String initialInput(ObjectNode content) {
    return Untrusted.given(content, "input").isPresent() ? AnswerReader.input(content) : "{}";
  }

  private void go(ObjectNode event, List<Delta> deltas) {
    requireRunning();
    Block block = open.get(Untrusted.count(event, "index"));
    if (block == null) {
      throw new MalformedAnswerException("more of a block that has not started");
    }
    ObjectNode delta = Untrusted.object(event.path("delta"), "delta");
    switch (block.type + " " + Untrusted.text(delta, "type")) {
      case "text text_delta" -> say(Untrusted.text(delta, "text"), deltas);
      case "thinking thinking_delta" -> think(Untrusted.text(delta, "thinking"), deltas);
      case "thinking signature_delta" -> block.seal.append(Untrusted.text(delta, "signature"));
      case "tool_use input_json_delta" ->
          argue(block, Untrusted.text(delta, "partial_json"), deltas);
      default -> {
        // Citations, and whatever a server tool does.
      }
    }
  }

  private static void say(String text, List<Delta> deltas) {
    if (!text.isEmpty()) {
      deltas.add(new Delta.Text(text));
    }
  }

  private static void think(String text, List<Delta> deltas) {
    if (!text.isEmpty()) {
      deltas.add(new Delta.Thought(text, Optional.empty(), false));
    }
  }

  private static void argue(Block block, String json, List<Delta> deltas) {
    if (!json.isEmpty()) {
      block.told = true;
      deltas.add(new Delta.Arguments(block.call, json));
    }
  }

  private void stop(ObjectNode event, List<Delta> deltas) {
    Block block = open.remove(Untrusted.count(event, "index"));
    if (block == null) {
      throw new MalformedAnswerException("the end of a block that has not started");
    }
    if (block.type.equals("tool_use") && !block.told) {
      deltas.add(new Delta.Arguments(block.call, block.input));
    }
    if (!block.seal.isEmpty()) {
      deltas.add(new Delta.Thought("", Optional.of(block.seal.toString()), false));
    }
  }

  private void end(ObjectNode event, List<Delta> deltas) {
    requireRunning();
    ObjectNode delta = Untrusted.object(event.path("delta"), "delta");
    if (Untrusted.optionalText(delta, "stop_reason").isPresent()) {
      ended = true;
      deltas.add(AnswerReader.end(delta));
    }
    spend(event, deltas);
  }

  private void requireRunning() {
    if (!started || ended) {
      throw new MalformedAnswerException("an event before the start or after the end");
    }
  }

  private void requireEnd() {
    if (!ended) {
      throw new MalformedAnswerException("the stream ends without a reason");
    }
  }
}
