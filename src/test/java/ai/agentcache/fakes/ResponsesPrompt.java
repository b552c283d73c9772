package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Reads a request of OpenAI's responses API, with its refusals. */
final class ResponsesPrompt {

  private final Prompt prompt = new Prompt();

  /** Calls of tools that have not been answered yet. */
  private final Set<String> open = new HashSet<>();

  private ResponsesPrompt() {}

  static Prompt read(JsonNode body) {
    ResponsesPrompt reader = new ResponsesPrompt();
    reader.readAll(body);
    return reader.prompt;
  }

  private void readAll(JsonNode body) {
    OpenAiFields.object(body);
    prompt.request = body;
    prompt.model = OpenAiFields.model(body);
    prompt.count(body.path("instructions").asText(""));
    input(OpenAiFields.required(body, "input"));
    OpenAiFields.range(body, "temperature", 0, 2);
    OpenAiFields.range(body, "top_p", 0, 1);
    prompt.limit(body.path("max_output_tokens"));
    prompt.stream = body.path("stream").asBoolean();
    prompt.reasons =
        OpenAiFields.reasons(prompt.model, body.path("reasoning").path("effort"))
            || Json.has(body.path("reasoning"), "summary");
    prompt.showsReasoning = Json.has(body.path("reasoning"), "summary");
    tools(body);
    JsonNode format = body.path("text").path("format");
    prompt.json = format.path("type").asText().equals("json_object");
    if (format.path("type").asText().equals("json_schema")) {
      prompt.schema = format.path("schema");
    }
  }

  private void input(JsonNode input) {
    if (input.isTextual()) {
      prompt.user(input.asText());
      return;
    }
    if (!input.isArray()) {
      throw OpenAiFields.wrongType("input", "one of a string or array of input items", input);
    }
    for (int i = 0; i < input.size(); i++) {
      item(input.get(i), "input[" + i + "]");
    }
    if (!open.isEmpty()) {
      String call = open.iterator().next();
      String message = "No tool output found for function call " + call + ".";
      throw Rejected.bad(message, "input", null);
    }
  }

  private void item(JsonNode item, String at) {
    switch (item.path("type").asText("message")) {
      case "message" -> message(item, at);
      case "function_call" -> {
        open.add(item.path("call_id").asText());
        prompt.count(item.path("arguments").asText());
      }
      case "function_call_output" -> output(item);
      case "reasoning", "item_reference" -> {}
      default ->
          throw Rejected.bad(
              "Invalid value: '" + item.path("type").asText() + "'.",
              at + ".type",
              "invalid_value");
    }
  }

  private void output(JsonNode item) {
    String call = item.path("call_id").asText();
    if (!open.remove(call)) {
      String message = "No tool call found for function call output with call_id " + call + ".";
      throw Rejected.bad(message, "input", null);
    }
    prompt.result(Prompt.textOf(item.path("output")));
  }

  private void message(JsonNode message, String at) {
    JsonNode content = message.path("content");
    String role = message.path("role").asText();
    switch (role) {
      case "user" -> prompt.user(Prompt.textOf(content));
      case "system", "developer", "assistant" -> prompt.count(Prompt.textOf(content));
      default ->
          throw Rejected.bad("Invalid value: '" + role + "'.", at + ".role", "invalid_value");
    }
    for (int i = 0; i < content.size(); i++) {
      part(content.get(i), role, at + ".content[" + i + "]");
    }
  }

  private void part(JsonNode part, String role, String at) {
    String type = part.path("type").asText();
    boolean fits =
        role.equals("assistant") ? type.matches("output_text|refusal") : type.startsWith("input_");
    if (!fits) {
      throw Rejected.bad("Invalid value: '" + type + "'.", at, "invalid_value");
    }
    if (type.equals("input_image")) {
      prompt.images.add(OpenAiFields.image(part.path("image_url").asText(), at + ".image_url"));
    }
  }

  private void tools(JsonNode body) {
    for (JsonNode tool : body.path("tools")) {
      if (tool.path("type").asText().equals("function")) {
        if (!tool.has("name")) {
          String name = "tools[" + prompt.tools.size() + "].name";
          String message = "Missing required parameter: '" + name + "'.";
          throw Rejected.bad(message, name, "missing_required_parameter");
        }
        prompt.tools.put(tool.path("name").asText(), tool.path("parameters"));
      }
    }
    JsonNode choice = body.path("tool_choice");
    prompt.mayCall = !choice.asText().equals("none");
    if (choice.asText().equals("required")) {
      prompt.forced.addAll(prompt.tools.keySet());
    } else if (choice.isObject()) {
      prompt.forced.add(choice.path("name").asText());
    }
    prompt.oneCall = !body.path("parallel_tool_calls").asBoolean(true);
  }
}
