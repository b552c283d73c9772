package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Reads a request for a chat completion as OpenAI does, with its refusals. */
final class ChatPrompt {

  private final Prompt prompt = new Prompt();

  /** Calls of tools that have not been answered yet. */
  private final Set<String> open = new HashSet<>();

  private ChatPrompt() {}

  static Prompt read(JsonNode body) {
    ChatPrompt reader = new ChatPrompt();
    reader.readAll(body);
    return reader.prompt;
  }

  private void readAll(JsonNode body) {
    OpenAiFields.object(body);
    prompt.request = body;
    prompt.model = OpenAiFields.model(body);
    messages(OpenAiFields.required(body, "messages"));
    OpenAiFields.range(body, "temperature", 0, 2);
    OpenAiFields.range(body, "top_p", 0, 1);
    prompt.limit(body.path("max_completion_tokens"), body.path("max_tokens"));
    prompt.stops(body.path("stop"));
    prompt.seed = body.path("seed").asText("");
    prompt.stream = body.path("stream").asBoolean();
    prompt.includeUsage = body.path("stream_options").path("include_usage").asBoolean();
    prompt.choices = Math.max(1, body.path("n").asInt(1));
    prompt.logprobs = body.path("logprobs").asBoolean();
    prompt.reasons = OpenAiFields.reasons(prompt.model, body.path("reasoning_effort"));
    prompt.showsReasoning = prompt.model.matches(".*reason.*|deepseek.*|grok-3-mini.*");
    tools(body);
    format(body.path("response_format"));
  }

  private void messages(JsonNode messages) {
    if (!messages.isArray()) {
      throw OpenAiFields.wrongType("messages", "an array of objects", messages);
    }
    if (messages.isEmpty()) {
      throw Rejected.bad(
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
              + " empty array instead.",
          "messages",
          "empty_array");
    }
    for (int i = 0; i < messages.size(); i++) {
      message(messages.get(i), "messages[" + i + "]");
    }
    answered();
  }

  private void message(JsonNode message, String at) {
    JsonNode content = message.path("content");
    if (!message.path("role").asText().equals("tool")) {
      answered();
    }
    switch (message.path("role").asText()) {
      case "user" -> user(content, at);
      case "system", "developer" -> prompt.count(Prompt.textOf(content));
      case "assistant" -> assistant(message);
      case "tool" -> tool(message, at);
      default -> throw badRole(message.path("role"), at);
    }
  }

  private static Rejected badRole(JsonNode role, String at) {
    if (role.isMissingNode()) {
      return Rejected.bad(
          "Missing required parameter: '" + at + ".role'.",
          at + ".role",
          "missing_required_parameter");
    }
    return Rejected.bad(
        "Invalid value: '"
            + role.asText()
            + "'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and"
            + " 'developer'.",
        at + ".role",
        "invalid_value");
  }

  private void user(JsonNode content, String at) {
    if (!content.isTextual() && !content.isArray()) {
      String name = at + ".content";
      throw content.isMissingNode()
          ? Rejected.bad(
              "Missing required parameter: '" + name + "'.", name, "missing_required_parameter")
          : OpenAiFields.wrongType(name, "one of a string or array of objects", content);
    }
    prompt.user(Prompt.textOf(content));
    for (int i = 0; i < content.size(); i++) {
      part(content.get(i), at + ".content[" + i + "]");
    }
  }

  private void part(JsonNode part, String at) {
    switch (part.path("type").asText()) {
      case "image_url" -> {
        String url = part.path("image_url").path("url").asText();
        prompt.images.add(OpenAiFields.image(url, at + ".image_url.url"));
      }
      case "text", "input_audio", "file" -> {}
      default ->
          throw Rejected.bad(
              "Invalid value: '"
                  + part.path("type").asText()
                  + "'. Supported values are: 'text', 'image_url', 'input_audio', and 'file'.",
              at + ".type",
              "invalid_value");
    }
  }

  private void assistant(JsonNode message) {
    prompt.count(Prompt.textOf(message.path("content")));
    for (JsonNode call : message.path("tool_calls")) {
      open.add(call.path("id").asText());
      prompt.count(call.path("function").path("arguments").asText());
    }
  }

  private void tool(JsonNode message, String at) {
    if (!open.remove(message.path("tool_call_id").asText())) {
      throw Rejected.bad(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message"
              + " with 'tool_calls'.",
          at + ".role",
          null);
    }
    prompt.result(Prompt.textOf(message.path("content")));
  }

  private void answered() {
    if (!open.isEmpty()) {
      throw Rejected.bad(
          "An assistant message with 'tool_calls' must be followed by tool messages responding to"
              + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
              + String.join(", ", open),
          "messages",
          null);
    }
  }

  private void tools(JsonNode body) {
    for (JsonNode tool : body.path("tools")) {
      JsonNode function = tool.path("function");
      prompt.tools.put(function.path("name").asText(), function.path("parameters"));
    }
    JsonNode choice = body.path("tool_choice");
    prompt.mayCall = !choice.asText().equals("none");
    if (choice.asText().equals("required")) {
      prompt.forced.addAll(prompt.tools.keySet());
    } else if (choice.isObject()) {
      prompt.forced.add(choice.path("function").path("name").asText());
    }
    prompt.oneCall = !body.path("parallel_tool_calls").asBoolean(true);
  }

  private void format(JsonNode format) {
    prompt.json = format.path("type").asText().equals("json_object");
    if (format.path("type").asText().equals("json_schema")) {
      if (!format.path("json_schema").has("name")) {
        String name = "response_format.json_schema.name";
        String message = "Missing required parameter: '" + name + "'.";
        throw Rejected.bad(message, name, "missing_required_parameter");
      }
      prompt.schema = format.path("json_schema").path("schema");
    }
  }
}
