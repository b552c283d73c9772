package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The items of an output, as a response or its stream has them. */
final class OutputItems {

  /** Of items that are still being told. */
  static final String BEGUN = "in_progress";

  /** Of items that are whole. */
  static final String DONE = "completed";

  private static final String RESPONSE = "resp_";

  private final String base;

  /**
   * @param responseId the id of the response, of which those of its items are made
   */
  OutputItems(String responseId) {
    this.base =
        responseId.startsWith(RESPONSE) ? responseId.substring(RESPONSE.length()) : responseId;
  }

  /** The id of a response, made of the one that the provider gave. */
  static String responseId(String id, long created) {
    return Ids.with(RESPONSE, id, created);
  }

  ObjectNode message(int at, String status, ArrayNode content) {
    ObjectNode item = item("message", "msg_", at).put("status", status).put("role", "assistant");
    item.set("content", content);
    return item;
  }

  ObjectNode call(int at, String status, Part.ToolCall call) {
    ObjectNode item = item("function_call", "fc_", at).put("status", status);
    return item.put("call_id", call.id())
        .put("name", call.name())
        .put("arguments", call.arguments());
  }

  /** Thoughts; a seal that only vouches for them is left out, for there is no word for it. */
  ObjectNode reasoning(int at, String text, Optional<String> encrypted) {
    ObjectNode item = item("reasoning", "rs_", at);
    summarize(item, text);
    encrypted.ifPresent(seal -> item.put("encrypted_content", seal));
    return item;
  }

  ObjectNode image(int at, String base64) {
    return item("image_generation_call", "ig_", at).put("status", DONE).put("result", base64);
  }

  /** A call of which only the id is known. */
  ObjectNode id(int at) {
    return item("function_call", "fc_", at);
  }

  private ObjectNode item(String type, String prefix, int at) {
    return Json.object().put("type", type).put("id", prefix + base + "_" + at);
  }

  static ObjectNode text(String text) {
    ObjectNode part = Json.object().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    return part;
  }

  static ObjectNode refusal(String text) {
    return Json.object().put("type", "refusal").put("refusal", text);
  }

  static ObjectNode summary(String text) {
    return Json.object().put("type", "summary_text").put("text", text);
  }

  /** Puts the summary of thoughts into an item; an empty one has no part. */
  static void summarize(ObjectNode item, String text) {
    ArrayNode parts = item.putArray("summary");
    if (!text.isEmpty()) {
      parts.add(summary(text));
    }
  }
}
