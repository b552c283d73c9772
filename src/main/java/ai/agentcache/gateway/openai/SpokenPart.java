package ai.agentcache.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The kinds of part whose text is streamed, and how the events about them are called. */
enum SpokenPart {
  TEXT("output_text", "text", "content_part", "output_text", "content_index"),
  REFUSAL("refusal", "refusal", "content_part", "refusal", "content_index"),
  SUMMARY(
      "summary_text", "text", "reasoning_summary_part", "reasoning_summary_text", "summary_index"),
  THOUGHT("reasoning_text", "text", "content_part", "reasoning_text", "content_index");

  private static final SpokenPart[] ALL = values();

  private final String type;
  private final String field;
  private final String part;
  private final String text;
  private final String index;

  /**
   * @param type the type of the part
   * @param field the field of the part that has its text, and of the event that has it whole
   * @param part how the events about the part begin
   * @param text how the events about its text begin
   * @param index the field of the events that counts the parts
   */
  SpokenPart(String type, String field, String part, String text, String index) {
    this.type = type;
    this.field = field;
    this.part = "response." + part;
    this.text = "response." + text;
    this.index = index;
  }

  /** The kind of a part that has text, or null. */
  static @Nullable SpokenPart of(JsonNode part) {
    for (SpokenPart kind : ALL) {
      if (part.path("type").asText("").equals(kind.type) && part.path(kind.field).isTextual()) {
        return kind;
      }
    }
    return null;
  }

  /** The text of a part of this kind. */
  String text(JsonNode part) {
    return part.path(field).asText("");
  }

  /** A part of this kind. */
  ObjectNode part(String said) {
    return switch (this) {
      case TEXT -> OutputItems.text(said);
      case REFUSAL -> OutputItems.refusal(said);
      case SUMMARY -> OutputItems.summary(said);
      case THOUGHT -> OutputItems.summary(said).put("type", type);
    };
  }

  /** A part begins: its first event. */
  void begin(ResponsesEvents events, int output, JsonNode item, int at, ObjectNode whole) {
    ObjectNode empty = whole.deepCopy().put(field, "");
    events.within(part + ".added", output, item).put(index, at).set("part", empty);
  }

  /** More of its text. */
  void say(ResponsesEvents events, int output, JsonNode item, int at, String piece) {
    probable(events.within(text + ".delta", output, item).put(index, at).put("delta", piece));
  }

  /** The part is whole. */
  void end(ResponsesEvents events, int output, JsonNode item, int at, ObjectNode whole) {
    ObjectNode said = events.within(text + ".done", output, item).put(index, at);
    probable(said.put(field, text(whole)));
    events.within(part + ".done", output, item).put(index, at).set("part", whole);
  }

  /** Clients want to see probabilities of text, even if there are none. */
  private void probable(ObjectNode event) {
    if (this == TEXT) {
      event.putArray("logprobs");
    }
  }
}
