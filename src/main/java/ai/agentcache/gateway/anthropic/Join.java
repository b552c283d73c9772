package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Untrusted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the whole answer out of the events of a stream. Knows as little as it can: the texts of a
 * delta are added to the texts of the same name in the block, everything else replaces what was
 * there. So nothing is lost of blocks and deltas that are younger than this.
 */
final class Join {

  private static final Set<String> OF_THE_EVENT = Set.of("type", "delta", "usage");

  private final List<Growing> blocks = new ArrayList<>();
  private Optional<ObjectNode> message = Optional.empty();

  private Join() {}

  static ObjectNode of(List<JsonNode> events) {
    Join join = new Join();
    for (JsonNode event : events) {
      join.add(Untrusted.object(event, "an event"));
    }
    return join.whole();
  }

  private void add(ObjectNode event) {
    switch (Untrusted.text(event, "type")) {
      case "message_start" -> start(event);
      case "content_block_start" -> begin(event);
      case "content_block_delta" -> grow(event);
      case "message_delta" -> end(event);
      default -> {
        // Says nothing of the answer.
      }
    }
  }

  private void start(ObjectNode event) {
    if (message.isPresent()) {
      throw new MalformedAnswerException("the message starts twice");
    }
    ObjectNode start = Untrusted.object(event.path("message"), "message").deepCopy();
    Untrusted.array(start, "content").forEach(block -> blocks.add(growing(block)));
    message = Optional.of(start);
  }

  private static Growing growing(JsonNode block) {
    return new Growing(Untrusted.object(block, "a block").deepCopy());
  }

  private void begin(ObjectNode event) {
    if (Untrusted.count(event, "index") != blocks.size()) {
      throw new MalformedAnswerException("a block is not the next");
    }
    blocks.add(growing(event.path("content_block")));
  }

  private void grow(ObjectNode event) {
    long index = Untrusted.count(event, "index");
    if (index >= blocks.size()) {
      throw new MalformedAnswerException("more of a block that has not started");
    }
    ObjectNode delta = Untrusted.object(event.path("delta"), "delta");
    blocks.get((int) index).add(delta);
  }

  private void end(ObjectNode event) {
    ObjectNode whole = started();
    whole.setAll(Untrusted.object(event.path("delta"), "delta"));
    Untrusted.given(event, "usage")
        .ifPresent(
            usage -> {
              if (whole.path("usage") instanceof ObjectNode before) {
                before.setAll(usage);
              } else {
                whole.set("usage", usage.deepCopy());
              }
            });
    for (Map.Entry<String, JsonNode> field : event.properties()) {
      if (!OF_THE_EVENT.contains(field.getKey())) {
        whole.set(field.getKey(), field.getValue());
      }
    }
  }

  private ObjectNode started() {
    return message.orElseThrow(() -> new MalformedAnswerException("the message has no start"));
  }

  private ObjectNode whole() {
    ObjectNode whole = started();
    boolean cut =
        Untrusted.optionalText(whole, "stop_reason")
            .filter(reason -> Stop.read(reason).isWhole())
            .isEmpty();
    ArrayNode content = Json.object().arrayNode();
    blocks.forEach(block -> content.add(block.whole(cut)));
    whole.set("content", content);
    return whole;
  }
}
