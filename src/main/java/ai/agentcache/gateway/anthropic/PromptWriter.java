package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a prompt that was said in another dialect.
 *
 * <p>A schema is asked for by {@code output_config.format} if it is strict or closed (no object of
 * it allows other fields), which is what the API takes; any other schema, and JSON without one, by
 * a sentence at the end of {@code system}. Seed and penalties cannot be said and are dropped. How
 * to draw is dropped where thinking or the model forbids it, and {@code top_p} beside a
 * temperature, of which models take one.
 *
 * @param usualMaxTokens most tokens of an answer when the prompt does not say, thoughts apart
 */
record PromptWriter(long usualMaxTokens) {

  /** What thinking leaves of top_p. */
  private static final double LEAST_TOP_P_OF_THOUGHT = 0.95;

  ObjectNode write(Prompt prompt) {
    refuseUnsayable(prompt);
    Thinking thinking = Thinking.of(prompt);
    ObjectNode body = Json.object();
    body.put("model", prompt.model());
    body.put("max_tokens", thinking.maxTokens(prompt.sampling().maxTokens(), usualMaxTokens));
    String system = system(prompt);
    if (!system.isEmpty()) {
      body.put("system", system);
    }
    ArrayNode messages = MessagesWriter.write(prompt.turns());
    if (messages.isEmpty()) {
      throw ApiException.field("messages", "must have a turn of the user that says something");
    }
    body.set("messages", messages);
    ToolsWriter.write(prompt.tools(), body);
    draw(prompt, thinking, body);
    thinking.writeTo(body);
    if (prompt.format() instanceof ResponseFormat.Schema schema && isEnforceable(schema)) {
      ObjectNode format = Thinking.outputConfig(body).putObject("format");
      format.put("type", "json_schema");
      format.set("schema", schema.schema());
    }
    return body;
  }

  private static void refuseUnsayable(Prompt prompt) {
    JsonNode source = prompt.source();
    if (source.path("n").asLong(1) > 1) {
      throw ApiException.field("n", "must be 1 for this model: it gives one answer at a time");
    }
    if (source.path("logprobs").asBoolean(false)) {
      throw ApiException.field("logprobs", "must be false for this model: it does not tell them");
    }
    JsonNode tools = source.path("tools");
    for (int i = 0; i < tools.size(); i++) {
      if (ServerTools.isServerTool(tools.path(i))) {
        throw ApiException.field(
            Fields.at("tools", i), "is a tool of another provider, which this model cannot use");
      }
    }
    if (prompt.sampling().temperature().orElse(0) > 1) {
      throw ApiException.field("temperature", "must be a number from 0 to 1 for this model");
    }
  }

  private static String system(Prompt prompt) {
    List<String> texts = new ArrayList<>();
    for (Turn turn : prompt.turns()) {
      if (turn.role() == Turn.Role.SYSTEM) {
        turn.parts().forEach(part -> texts.add(instruction(part)));
      }
    }
    if (prompt.format() instanceof ResponseFormat.Json) {
      texts.add("Answer with one JSON object and nothing else.");
    }
    if (prompt.format() instanceof ResponseFormat.Schema schema && !isEnforceable(schema)) {
      texts.add(
          "Answer with JSON that keeps to this JSON Schema and nothing else:\n" + schema.schema());
    }
    texts.removeIf(String::isEmpty);
    return String.join("\n\n", texts);
  }

  private static String instruction(Part part) {
    if (part instanceof Part.Text text) {
      return text.text();
    }
    throw ApiException.field("messages", "must have nothing but text in a system turn");
  }

  private static boolean isEnforceable(ResponseFormat.Schema schema) {
    return schema.strict() || isClosed(schema.schema());
  }

  private static boolean isClosed(JsonNode schema) {
    boolean open =
        schema.path("type").asText().equals("object")
            && schema.path("additionalProperties").asBoolean(true);
    if (open) {
      return false;
    }
    for (JsonNode inner : schema) {
      if (inner.isContainerNode() && !isClosed(inner)) {
        return false;
      }
    }
    return true;
  }

  private static void draw(Prompt prompt, Thinking thinking, ObjectNode body) {
    Sampling sampling = prompt.sampling();
    if (!sampling.stop().isEmpty()) {
      ArrayNode stop = body.putArray("stop_sequences");
      sampling.stop().forEach(stop::add);
    }
    if (!Generation.of(prompt.model()).takesSampling()) {
      return;
    }
    if (thinking.on()) {
      sampling
          .topP()
          .ifPresent(
              share -> {
                if (share >= LEAST_TOP_P_OF_THOUGHT) {
                  body.put("top_p", share);
                }
              });
      return;
    }
    if (sampling.temperature().isPresent()) {
      body.put("temperature", sampling.temperature().getAsDouble());
    } else {
      sampling.topP().ifPresent(share -> body.put("top_p", share));
    }
    sampling.topK().ifPresent(most -> body.put("top_k", most));
  }
}
