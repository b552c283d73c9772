package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Reads a request for content as Google does, with its refusals. Both spellings are understood. */
final class GooglePrompt {

  private final Prompt prompt = new Prompt();

  /** Calls of functions that the next turn has to answer. */
  private int open;

  private GooglePrompt() {}

  static Prompt read(String model, JsonNode body) {
    GooglePrompt reader = new GooglePrompt();
    reader.readAll(model, body);
    return reader.prompt;
  }

  static void known(String model) {
    if (model.equals(Prompt.UNKNOWN_MODEL)) {
      throw new Rejected(
          404,
          "models/"
              + model
              + " is not found for API version v1beta, or is not supported for generateContent."
              + " Call ListModels to see the list of available models and their supported methods.",
          null,
          null);
    }
  }

  private void readAll(String model, JsonNode body) {
    known(model);
    if (!body.isObject()) {
      throw Rejected.bad("Invalid JSON payload received. Unexpected token.", null, null);
    }
    prompt.model = model;
    prompt.request = body;
    JsonNode system = Json.either(body, "systemInstruction", "system_instruction");
    prompt.count(Prompt.textOf(system.path("parts")));
    contents(body.path("contents"));
    config(Json.either(body, "generationConfig", "generation_config"));
    tools(body);
  }

  private void contents(JsonNode contents) {
    if (contents.isEmpty()) {
      String message = "* GenerateContentRequest.contents: contents is not specified\n";
      throw Rejected.bad(message, "contents", null);
    }
    for (int i = 0; i < contents.size(); i++) {
      content(contents.get(i), "contents[" + i + "]");
    }
  }

  private void content(JsonNode content, String at) {
    if (content.path("parts").isEmpty()) {
      String message = "* GenerateContentRequest." + at + ".parts: must not be empty.\n";
      throw Rejected.bad(message, at + ".parts", null);
    }
    switch (content.path("role").asText("user")) {
      case "user", "function" -> user(content.path("parts"), at);
      case "model" -> model(content.path("parts"));
      default -> throw Rejected.bad("Please use a valid role: user, model.", at, null);
    }
  }

  private void user(JsonNode parts, String at) {
    String text = Prompt.textOf(parts);
    if (!text.isEmpty()) {
      prompt.user(text);
    }
    int answered = 0;
    for (JsonNode part : parts) {
      JsonNode response = Json.either(part, "functionResponse", "function_response");
      if (response.isObject()) {
        answered++;
        prompt.result(result(response.path("response")));
      }
      image(part, at);
    }
    if (answered != open) {
      throw Rejected.bad(
          "Please ensure that the number of function response parts is equal to the number of"
              + " function call parts of the function call turn.",
          null,
          null);
    }
    open = 0;
  }

  /** A response is an object; the text of its only field is told as it is. */
  private static String result(JsonNode response) {
    JsonNode only = response.size() == 1 ? response.elements().next() : response;
    return only.isTextual() ? only.asText() : Json.write(only);
  }

  private void image(JsonNode part, String at) {
    JsonNode inline = Json.either(part, "inlineData", "inline_data");
    JsonNode file = Json.either(part, "fileData", "file_data");
    if (file.isObject()) {
      prompt.images.add(Image.at(Json.either(file, "fileUri", "file_uri").asText()));
    }
    if (inline.isObject()) {
      try {
        String type = Json.either(inline, "mimeType", "mime_type").asText();
        prompt.images.add(Image.of(type, inline.path("data").asText()));
      } catch (IllegalArgumentException e) {
        String message = "Invalid value at '" + at + ".parts.inline_data.data' (TYPE_BYTES)";
        throw Rejected.bad(message, at, null);
      }
    }
  }

  private void model(JsonNode parts) {
    prompt.count(Prompt.textOf(parts));
    for (JsonNode part : parts) {
      JsonNode call = Json.either(part, "functionCall", "function_call");
      if (call.isObject()) {
        open++;
        prompt.count(Json.write(call.path("args")));
      }
    }
  }

  private void config(JsonNode config) {
    prompt.limit(Json.either(config, "maxOutputTokens", "max_output_tokens"));
    prompt.stops(Json.either(config, "stopSequences", "stop_sequences"));
    prompt.seed = config.path("seed").asText("");
    prompt.choices = Math.max(1, Json.either(config, "candidateCount", "candidate_count").asInt(1));
    double temperature = config.path("temperature").asDouble(1);
    if (temperature < 0 || temperature > 2) {
      String field = "generation_config.temperature";
      String message = "* GenerateContentRequest." + field + ": must be in the range [0.0, 2.0].\n";
      throw Rejected.bad(message, field, null);
    }
    JsonNode thinking = Json.either(config, "thinkingConfig", "thinking_config");
    JsonNode budget = Json.either(thinking, "thinkingBudget", "thinking_budget");
    prompt.reasons = thinking.isObject() && budget.asInt(-1) != 0;
    prompt.showsReasoning =
        Json.either(thinking, "includeThoughts", "include_thoughts").asBoolean();
    JsonNode subset = Json.either(config, "responseSchema", "response_schema");
    check(subset, "generation_config.response_schema");
    JsonNode full = Json.either(config, "responseJsonSchema", "response_json_schema");
    prompt.schema = subset.isObject() ? subset : full;
    prompt.json =
        Json.either(config, "responseMimeType", "response_mime_type")
            .asText()
            .equals("application/json");
  }

  private void tools(JsonNode body) {
    JsonNode tools = body.path("tools");
    for (int i = 0; i < tools.size(); i++) {
      JsonNode declarations =
          Json.either(tools.get(i), "functionDeclarations", "function_declarations");
      for (int j = 0; j < declarations.size(); j++) {
        String at = "tools[" + i + "].function_declarations[" + j + "]";
        declaration(declarations.get(j), at);
      }
    }
    JsonNode config =
        Json.either(
            Json.either(body, "toolConfig", "tool_config"),
            "functionCallingConfig",
            "function_calling_config");
    String mode = config.path("mode").asText();
    prompt.mayCall = !mode.equals("NONE");
    if (mode.equals("ANY")) {
      JsonNode allowed = Json.either(config, "allowedFunctionNames", "allowed_function_names");
      allowed.forEach(name -> prompt.forced.add(name.asText()));
      if (prompt.forced.isEmpty()) {
        prompt.forced.addAll(prompt.tools.keySet());
      }
    }
  }

  private void declaration(JsonNode declaration, String at) {
    JsonNode subset = declaration.path("parameters");
    check(subset, at + ".parameters");
    JsonNode full = Json.either(declaration, "parametersJsonSchema", "parameters_json_schema");
    prompt.tools.put(declaration.path("name").asText(), subset.isObject() ? subset : full);
  }

  private static final Set<String> SCHEMA_FIELDS =
      Set.of(
          "type",
          "format",
          "title",
          "description",
          "nullable",
          "enum",
          "maxItems",
          "minItems",
          "properties",
          "required",
          "minProperties",
          "maxProperties",
          "minLength",
          "maxLength",
          "pattern",
          "example",
          "anyOf",
          "propertyOrdering",
          "default",
          "items",
          "minimum",
          "maximum",
          "max_items",
          "min_items",
          "min_length",
          "max_length",
          "any_of",
          "property_ordering");

  /** Schemas that are not full JSON schemas know a subset of the fields only. */
  private static void check(JsonNode schema, String at) {
    if (!schema.isObject()) {
      return;
    }
    for (var field : schema.properties()) {
      if (!SCHEMA_FIELDS.contains(field.getKey())) {
        throw Rejected.bad(
            "Invalid JSON payload received. Unknown name \""
                + field.getKey()
                + "\" at '"
                + at
                + "': Cannot find field.",
            at,
            null);
      }
    }
    schema
        .path("properties")
        .properties()
        .forEach(p -> check(p.getValue(), at + ".properties['" + p.getKey() + "']"));
    check(schema.path("items"), at);
    schema.path("anyOf").forEach(option -> check(option, at + ".any_of"));
  }
}
