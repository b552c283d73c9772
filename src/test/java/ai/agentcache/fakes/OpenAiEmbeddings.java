package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's embeddings, of texts or of tokens. */
final class OpenAiEmbeddings implements Endpoint {

  private static final int MOST_INPUTS = 2048;

  @Override
  public Answer answer(Received request, JsonNode body, Behaviour behaviour, long number) {
    OpenAiFields.object(body);
    String model = OpenAiFields.model(body);
    List<String> inputs = inputs(OpenAiFields.required(body, "input"));
    int dimensions = dimensions(model, body.path("dimensions"));
    boolean base64 = base64(body.path("encoding_format"));
    ObjectNode answer = Json.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    int words = 0;
    for (String input : inputs) {
      words += Words.count(input);
      float[] vector = Vectors.of(input, dimensions);
      ObjectNode entry = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      if (base64) {
        entry.put("embedding", Vectors.base64(vector));
      } else {
        entry.set("embedding", Vectors.numbers(vector));
      }
    }
    answer.put("model", model);
    answer.putObject("usage").put("prompt_tokens", words).put("total_tokens", words);
    return Answer.json(200, answer);
  }

  private static List<String> inputs(JsonNode input) {
    List<String> inputs = new ArrayList<>();
    if (input.isTextual()) {
      inputs.add(input.asText());
    } else if (input.path(0).isInt()) {
      inputs.add(tokens(input));
    } else if (input.isArray()) {
      input.forEach(one -> inputs.add(one.isTextual() ? one.asText() : tokens(one)));
    }
    if (inputs.isEmpty() || inputs.contains("") || inputs.size() > MOST_INPUTS) {
      String message = "'$.input' is invalid. Please check the API reference.";
      throw Rejected.bad(message, "input", null);
    }
    return inputs;
  }

  private static String tokens(JsonNode numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach(number -> text.append(number.asInt()).append(' '));
    return text.toString().strip();
  }

  private static int dimensions(String model, JsonNode asked) {
    int most = model.contains("large") ? 3072 : 1536;
    if (asked.isMissingNode() || asked.isNull()) {
      return most;
    }
    if (!asked.isInt() || asked.asInt() < 1 || asked.asInt() > most) {
      String message =
          "Invalid value for 'dimensions' = " + asked + ". Must be in 1.." + most + ".";
      throw Rejected.bad(message, "dimensions", null);
    }
    return asked.asInt();
  }

  private static boolean base64(JsonNode format) {
    String name = format.asText("float");
    if (!name.matches("float|base64")) {
      String message = "Invalid value: '" + name + "'. Supported values are: 'float' and 'base64'.";
      throw Rejected.bad(message, "encoding_format", "invalid_value");
    }
    return name.equals("base64");
  }
}
