package ai.agentcache.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message or a thought that is being told: it opens a part when there is something to say, and
 * another when something of another kind is said. Not thread-safe.
 */
final class OpenItem {

  private final ResponsesEvents events;
  private final int output;
  private final ObjectNode item;
  private final ArrayNode parts;
  private final StringBuilder text = new StringBuilder();
  private @Nullable SpokenPart speaking;

  /**
   * Begins an item.
   *
   * @param item as it is when it begins; it grows as parts are told
   * @param parts the array within it that takes the parts
   */
  OpenItem(ResponsesEvents events, int output, ObjectNode item, ArrayNode parts) {
    this.events = events;
    this.output = output;
    this.item = item;
    this.parts = parts;
    events.begin(output, item.deepCopy());
  }

  /** Where it is in the output. */
  int output() {
    return output;
  }

  boolean isMessage() {
    return item.path("type").asText().equals("message");
  }

  void say(SpokenPart kind, String piece) {
    if (speaking != kind) {
      endPart();
      speaking = kind;
      kind.begin(events, output, item, parts.size(), kind.part(""));
    }
    text.append(piece);
    kind.say(events, output, item, parts.size(), piece);
  }

  private void endPart() {
    SpokenPart kind = speaking;
    if (kind != null) {
      ObjectNode whole = kind.part(text.toString());
      kind.end(events, output, item, parts.size(), whole);
      parts.add(whole);
      text.setLength(0);
      speaking = null;
    }
  }

  /** Ends the item, and returns it whole. */
  ObjectNode end(Optional<String> encrypted) {
    endPart();
    if (isMessage()) {
      item.put("status", OutputItems.DONE);
    }
    item.remove("encrypted_content");
    encrypted.ifPresent(seal -> item.put("encrypted_content", seal));
    events.end(output, item);
    return item;
  }
}
