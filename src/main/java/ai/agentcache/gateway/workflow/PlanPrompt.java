package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.llm.LlmFields;
import ai.agentcache.gateway.llm.LlmRequest;
import ai.agentcache.gateway.provider.SampleWorkflow;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a model is asked to plan a workflow. */
final class PlanPrompt {

  /** Only what all providers' structured outputs allow; the rest is checked here. */
  private static final JsonNode SCHEMA =
      parse(
          """
          {"type":"object","required":["nodes"],"additionalProperties":false,"properties":{
            "nodes":{"type":"array","items":{
              "type":"object","additionalProperties":false,
              "required":["id","type","prompt","dependsOn"],
              "properties":{
                "id":{"type":"string","description":"1 to 64 of A-Z a-z 0-9 _ -, unique"},
                "type":{"type":"string","enum":["plan","build","validate","review"]},
                "prompt":{"type":"string","description":"All that the model of this node is told"},
                "dependsOn":{"type":"array","items":{"type":"string"},
                  "description":"Ids of the nodes whose output it needs"}}}}}}
          """);

  private static final String TASK =
      """
      You plan work for language models. Answer with a workflow as one JSON object, \
      {"nodes":[{"id":"...","type":"...","prompt":"...","dependsOn":[]}]}, and nothing else.
      Each node is one prompt to one model, which sees nothing but that prompt. Its `type` is \
      `plan` (decide how), `build` (make something), `validate` (check against requirements) or \
      `review` (judge quality). `dependsOn` has the ids of the nodes that have to be done before; \
      it is empty for nodes that can start at once. Where a prompt says {{id}}, the output of the \
      node with that id is put in; a prompt may name only nodes that its node depends on, directly \
      or through others, and has no other double braces.
      Use 1 to %d nodes, as few as do the work well. Let nodes be independent where they can be, \
      for these run at the same time. No node may depend on itself, not even through others. Put \
      all that a model needs to know of the request into the prompt."""
          .formatted(Graph.MOST_NODES);

  /** They would have the model do something else than answer. */
  private static final List<String> OUT_OF_PLACE =
      List.of("tools", "tool_choice", "parallel_tool_calls", "functions", "function_call", "n");

  /** Longest answer that is quoted to the model that gave it, characters. */
  private static final int QUOTED = 50_000;

  private PlanPrompt() {}

  private static JsonNode parse(String json) {
    try {
      return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The request to plan, from one in the words of {@code /llm/generate}.
   *
   * @throws ApiException naming the field that is missing or wrong
   */
  static LlmRequest first(ObjectNode body, long maxTtlSeconds) {
    if (new LlmFields(body).flag("stream", false)) {
      throw ApiException.field("stream", "is not offered here: a workflow is checked as a whole");
    }
    if (!body.hasNonNull("nodeType")) {
      body.put("nodeType", "plan");
    }
    LlmRequest request = LlmRequest.read(body, maxTtlSeconds);
    ObjectNode chat = request.chat();
    chat.remove(OUT_OF_PLACE);
    ArrayNode messages = Json.object().arrayNode().add(message("system", TASK));
    chat.path("messages").forEach(messages::add);
    chat.set("messages", messages);
    ObjectNode form = chat.putObject("response_format").put("type", "json_schema");
    form.putObject("json_schema")
        .put("name", SampleWorkflow.SCHEMA)
        .put("strict", true)
        .set("schema", SCHEMA.deepCopy());
    return request;
  }

  /**
   * The request to plan again.
   *
   * @param answer what the model answered
   * @param problem what is wrong with it
   */
  static LlmRequest again(LlmRequest first, String answer, String problem) {
    ObjectNode chat = first.chat().deepCopy();
    ArrayNode messages = (ArrayNode) chat.get("messages");
    if (!answer.isBlank() && answer.length() <= QUOTED) {
      messages.add(message("assistant", answer));
    }
    messages.add(
        message(
            "user",
            "That is no valid workflow: "
                + problem
                + ". Answer with the whole workflow, corrected, as one JSON object."));
    return new LlmRequest(
        chat, first.wish(), false, first.degradation(), first.ttl(), first.agentType());
  }

  private static ObjectNode message(String role, String text) {
    return Json.object().put("role", role).put("content", text);
  }
}
