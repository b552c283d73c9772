package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Google's models do besides generating: embeddings of one or several, counting tokens. */
final class GoogleExtras {

  private static final int DIMENSIONS = 3072;

  private GoogleExtras() {}

  static Endpoint embed(String model) {
    return (request, body, behaviour, number) -> {
      GooglePrompt.known(model);
      return Answer.json(200, Json.object().set("embedding", embedding(body)));
    };
  }

  static Endpoint embedBatch(String model) {
    return (request, body, behaviour, number) -> {
      GooglePrompt.known(model);
      ObjectNode answer = Json.object();
      ArrayNode embeddings = answer.putArray("embeddings");
      body.path("requests").forEach(one -> embeddings.add(embedding(one)));
      return Answer.json(200, answer);
    };
  }

  static Endpoint countTokens(String model) {
    return (request, body, behaviour, number) -> {
      int words = GooglePrompt.read(model, body).words();
      return Answer.json(200, Json.object().put("totalTokens", words));
    };
  }

  private static ObjectNode embedding(JsonNode request) {
    JsonNode parts = request.path("content").path("parts");
    if (parts.isEmpty()) {
      String message = "* EmbedContentRequest.content: content is not specified\n";
      throw Rejected.bad(message, "content", null);
    }
    JsonNode asked = Json.either(request, "outputDimensionality", "output_dimensionality");
    float[] vector = Vectors.of(Prompt.textOf(parts), asked.asInt(DIMENSIONS));
    return Json.object().set("values", Vectors.numbers(vector));
  }
}
