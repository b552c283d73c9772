package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The lists of models, and one of a list. */
final class Models {

  private static final List<String> OPENAI =
      List.of("gpt-4o", "gpt-4o-mini", "gpt-5.4-mini", "o3-mini", "text-embedding-3-small");
  private static final List<String> ANTHROPIC = List.of("claude-sonnet-4-6", "claude-haiku-4-5");
  private static final List<String> GOOGLE = List.of("gemini-2.5-flash", "gemini-2.5-pro");
  private static final long CREATED = 1_715_367_049;

  private Models() {}

  static Endpoint openAi() {
    return (request, body, behaviour, number) -> {
      ObjectNode answer = Json.object().put("object", "list");
      ArrayNode data = answer.putArray("data");
      OPENAI.forEach(model -> data.add(openAi(model)));
      return Answer.json(200, answer);
    };
  }

  static Endpoint openAiOne(String model) {
    return (request, body, behaviour, number) -> {
      OpenAiFields.known(OPENAI.contains(model) ? model : Prompt.UNKNOWN_MODEL);
      return Answer.json(200, openAi(model));
    };
  }

  private static ObjectNode openAi(String model) {
    return Json.object()
        .put("id", model)
        .put("object", "model")
        .put("created", CREATED)
        .put("owned_by", "openai");
  }

  static Endpoint anthropic() {
    return (request, body, behaviour, number) -> {
      ObjectNode answer = Json.object();
      ArrayNode data = answer.putArray("data");
      for (String model : ANTHROPIC) {
        data.addObject()
            .put("type", "model")
            .put("id", model)
            .put("display_name", model)
            .put("created_at", "2025-09-29T00:00:00Z");
      }
      answer.put("has_more", false).put("first_id", ANTHROPIC.get(0));
      return Answer.json(200, answer.put("last_id", ANTHROPIC.get(ANTHROPIC.size() - 1)));
    };
  }

  static Endpoint google() {
    return (request, body, behaviour, number) -> {
      ObjectNode answer = Json.object();
      ArrayNode models = answer.putArray("models");
      for (String model : GOOGLE) {
        models
            .addObject()
            .put("name", "models/" + model)
            .put("version", "001")
            .put("displayName", model)
            .put("inputTokenLimit", 1_048_576)
            .put("outputTokenLimit", 65_536)
            .set("supportedGenerationMethods", methods());
      }
      return Answer.json(200, answer);
    };
  }

  private static JsonNode methods() {
    return Json.array().add("generateContent").add("countTokens");
  }
}
