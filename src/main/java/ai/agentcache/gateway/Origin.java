package ai.agentcache.gateway;

import ai.agentcache.cache.flight.Recording;
import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a recorded answer came from; the head of its recording.
 *
 * @param provider who answered
 * @param model the model that was asked
 * @param dialect the dialect its events are in
 * @param streamed whether the events are those of a stream; otherwise there is one, the answer
 */
public record Origin(String provider, String model, String dialect, boolean streamed) {

  private static final Object VIEW = Origin.class;

  /** Of a recording. */
  static Origin of(Recording recording) {
    return recording.view(VIEW, Origin::read);
  }

  private static Origin read(Recording recording) {
    JsonNode head = Json.answer(recording.head());
    return new Origin(
        head.path("provider").asText(),
        head.path("model").asText(),
        head.path("dialect").asText(),
        head.path("streamed").asBoolean());
  }

  byte[] json() {
    ObjectNode head = Json.object();
    head.put("provider", provider).put("model", model);
    head.put("dialect", dialect).put("streamed", streamed);
    return Json.bytes(head);
  }
}
