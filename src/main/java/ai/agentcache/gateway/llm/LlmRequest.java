package ai.agentcache.gateway.llm;

import ai.agentcache.gateway.Degradation;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.routing.Mode;
import ai.agentcache.gateway.routing.Wish;
import ai.agentcache.usage.AgentType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request to {@code /llm/generate}: who is to be asked and how, and the rest of it as a request
 * in OpenAI's words, so that whatever can be said there can be said here.
 *
 * @param chat what is asked, without the model
 * @param wish whom to ask
 * @param stream whether the answer is wanted bit by bit
 * @param degradation what to do when nobody can answer
 * @param ttl how long to keep the answer, seconds
 * @param agentType the kind of agent that asks
 */
public record LlmRequest(
    ObjectNode chat,
    Wish wish,
    boolean stream,
    Degradation degradation,
    OptionalInt ttl,
    Optional<String> agentType) {

  private static final List<String> OURS =
      List.of(
          "prompt",
          "system",
          "activeProvider",
          "routingMode",
          "maxTokens",
          "allowFailover",
          "stream",
          "capabilities",
          "priority",
          "maxCost",
          "nodeType",
          "ttl",
          "degradation",
          "agent_type",
          "agentType");

  /**
   * Reads a request.
   *
   * @param maxTtl the longest life that may be asked for, seconds
   * @throws ai.agentcache.http.ApiException naming the field that is missing or wrong
   */
  public static LlmRequest read(ObjectNode body, long maxTtl) {
    LlmFields fields = new LlmFields(body);
    Mode mode = fields.labelled("routingMode", Mode.values(), Mode::label, Mode.SINGLE_MODEL);
    Wish wish =
        new Wish(
            fields.text("model", 320),
            fields.text("activeProvider", 64),
            mode,
            fields.flag("allowFailover", mode.choosesItself()),
            fields.words("capabilities"),
            fields.choice("priority", Wish.Priority.values(), Wish.Priority.QUALITY),
            fields.money("maxCost"),
            fields.choice("nodeType", Wish.NodeType.values()));
    return new LlmRequest(
        chat(body, fields),
        wish,
        fields.flag("stream", false),
        fields.choice("degradation", Degradation.values(), Degradation.FAIL),
        fields.whole("ttl", 1, maxTtl),
        agentType(fields));
  }

  /** Both spellings are understood. */
  private static Optional<String> agentType(LlmFields fields) {
    Optional<String> snake = agentType(fields, "agent_type");
    Optional<String> camel = agentType(fields, "agentType");
    return snake.isPresent() ? snake : camel;
  }

  private static Optional<String> agentType(LlmFields fields, String name) {
    return fields.text(name, AgentType::isValid, AgentType.EXPECTATION);
  }

  private static ObjectNode chat(ObjectNode body, LlmFields fields) {
    ObjectNode chat = body.deepCopy();
    chat.remove(OURS);
    chat.set("messages", messages(body, fields));
    fields.whole("maxTokens", 1, 10_000_000).ifPresent(most -> chat.put("max_tokens", most));
    return chat;
  }

  private static ArrayNode messages(ObjectNode body, LlmFields fields) {
    ArrayNode messages = Json.object().arrayNode();
    fields.text("system", 1 << 20).ifPresent(text -> messages.add(message("system", text)));
    JsonNode given = body.path("messages");
    if (given.isArray() && !given.isEmpty()) {
      fields.absent("prompt", "and `messages` exclude each other");
      given.forEach(messages::add);
    } else {
      messages.add(
          message("user", fields.required("prompt", 8 << 20, "a text; or send `messages`")));
    }
    return messages;
  }

  private static ObjectNode message(String role, String text) {
    return Json.object().put("role", role).put("content", text);
  }
}
