package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What the APIs of OpenAI check in the same words. */
final class OpenAiFields {

  private OpenAiFields() {}

  static void object(JsonNode body) {
    if (!body.isObject()) {
      throw Rejected.bad(
          "We could not parse the JSON body of your request. The OpenAI API expects a JSON payload,"
              + " but what was sent was not valid JSON.",
          null,
          null);
    }
  }

  static String model(JsonNode body) {
    JsonNode model = body.path("model");
    if (model.isMissingNode() || model.isNull()) {
      throw Rejected.bad("you must provide a model parameter", "model", null);
    }
    if (!model.isTextual()) {
      throw wrongType("model", "a string", model);
    }
    known(model.asText());
    return model.asText();
  }

  static void known(String model) {
    if (model.equals(Prompt.UNKNOWN_MODEL)) {
      String message = "The model `" + model + "` does not exist or you do not have access to it.";
      throw new Rejected(404, message, null, "model_not_found");
    }
  }

  static JsonNode required(JsonNode body, String name) {
    if (!Json.has(body, name)) {
      String message = "Missing required parameter: '" + name + "'.";
      throw Rejected.bad(message, name, "missing_required_parameter");
    }
    return body.get(name);
  }

  static Rejected wrongType(String name, String expected, JsonNode got) {
    String type = got.getNodeType().name().toLowerCase(Locale.ROOT);
    return Rejected.bad(
        "Invalid type for '" + name + "': expected " + expected + ", but got " + type + " instead.",
        name,
        "invalid_type");
  }

  static void range(JsonNode body, String name, double least, double most) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    if (!value.isNumber()) {
      throw wrongType(name, "a decimal", value);
    }
    if (value.asDouble() < least || value.asDouble() > most) {
      boolean above = value.asDouble() > most;
      String message =
          String.format(
              Locale.ROOT,
              "Invalid '%s': decimal %s value. Expected a value %s %s, but got %s instead.",
              name,
              above ? "above maximum" : "below minimum",
              above ? "<=" : ">=",
              above ? most : least,
              value.asText());
      throw Rejected.bad(
          message, name, above ? "decimal_above_max_value" : "decimal_below_min_value");
    }
  }

  static Image image(String url, String name) {
    if (!url.startsWith("data:") && !url.startsWith("http")) {
      throw Rejected.bad("Invalid '" + name + "': expected a URL.", name, "invalid_image_url");
    }
    try {
      return Image.ofUrl(url);
    } catch (IllegalArgumentException e) {
      String message = "Invalid '" + name + "': expected base64-encoded image data.";
      throw Rejected.bad(message, name, "invalid_base64");
    }
  }

  /** Reasoning is asked for by an effort, or comes with the model. */
  static boolean reasons(String model, JsonNode effort) {
    return effort.isTextual()
        ? !effort.asText().matches("none|minimal")
        : model.matches("o[1-9].*|gpt-[5-9].*|.*reason.*|deepseek.*|grok-3-mini.*");
  }
}
