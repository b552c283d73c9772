package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Reads a request for a message as Anthropic does, with its refusals. */
final class MessagesPrompt {

  private final Prompt prompt = new Prompt();

  /** Uses of tools that the next message has to answer. */
  private final Set<String> open = new HashSet<>();

  private MessagesPrompt() {}

  static Prompt read(JsonNode body, boolean toBeAnswered) {
    MessagesPrompt reader = new MessagesPrompt();
    reader.readAll(body, toBeAnswered);
    return reader.prompt;
  }

  private void readAll(JsonNode body, boolean toBeAnswered) {
    if (!body.isObject()) {
      throw Rejected.bad("The request body is not valid JSON", null, null);
    }
    prompt.request = body;
    prompt.model = required(body, "model").asText();
    if (prompt.model.equals(Prompt.UNKNOWN_MODEL)) {
      throw new Rejected(404, "model: " + prompt.model, "model", null);
    }
    if (toBeAnswered) {
      maxTokens(required(body, "max_tokens"));
    }
    prompt.count(Prompt.textOf(body.path("system")));
    messages(required(body, "messages"));
    temperature(body.path("temperature"));
    prompt.stops(body.path("stop_sequences"));
    prompt.stream = body.path("stream").asBoolean();
    prompt.marksCache = !body.findValues("cache_control").isEmpty();
    thinking(body);
    tools(body);
    JsonNode format = body.path("output_config").path("format");
    prompt.schema = (format.isObject() ? format : body.path("output_format")).path("schema");
  }

  private static JsonNode required(JsonNode body, String name) {
    if (!Json.has(body, name)) {
      throw bad(name, "Field required");
    }
    return body.get(name);
  }

  private static Rejected bad(String field, String what) {
    return Rejected.bad(field + ": " + what, field, null);
  }

  private void maxTokens(JsonNode limit) {
    if (!limit.isInt()) {
      throw bad("max_tokens", "Input should be a valid integer");
    }
    if (limit.asInt() < 1) {
      throw bad("max_tokens", "Input should be greater than or equal to 1");
    }
    prompt.limit(limit);
  }

  private static void temperature(JsonNode value) {
    if (value.isNumber() && (value.asDouble() < 0 || value.asDouble() > 1)) {
      throw bad("temperature", "range: 0..1");
    }
  }

  private void messages(JsonNode messages) {
    if (!messages.isArray()) {
      throw bad("messages", "Input should be a valid list");
    }
    if (messages.isEmpty()) {
      throw bad("messages", "at least one message is required");
    }
    if (!messages.path(0).path("role").asText().equals("user")) {
      throw bad("messages", "first message must use the \"user\" role");
    }
    for (int i = 0; i < messages.size(); i++) {
      message(messages.get(i), "messages." + i);
    }
    if (!open.isEmpty()) {
      throw unanswered("messages." + (messages.size() - 1));
    }
  }

  private Rejected unanswered(String at) {
    return bad(
        at,
        "`tool_use` ids were found without `tool_result` blocks immediately after: "
            + String.join(", ", open)
            + ". Each `tool_use` block must have a corresponding `tool_result` block in the next"
            + " message.");
  }

  private void message(JsonNode message, String at) {
    JsonNode content = message.path("content");
    if (!content.isTextual() && !content.isArray()) {
      throw bad(at + ".content", "Field required");
    }
    switch (message.path("role").asText()) {
      case "user" -> user(content, at);
      case "assistant" -> assistant(content);
      default ->
          throw Rejected.bad(
              "messages: Unexpected role \""
                  + message.path("role").asText()
                  + "\". The Messages API accepts a top-level `system` parameter, not \"system\" as"
                  + " an input message role.",
              at + ".role",
              null);
    }
  }

  private void user(JsonNode content, String at) {
    String text = Prompt.textOf(content);
    if (!text.isEmpty()) {
      prompt.user(text);
    } else if (content.isTextual()) {
      throw bad(at, "user messages must have non-empty content");
    }
    for (int i = 0; i < content.size(); i++) {
      block(content.get(i), at + ".content." + i);
    }
    if (!open.isEmpty()) {
      throw unanswered(at);
    }
  }

  private void block(JsonNode block, String at) {
    switch (block.path("type").asText()) {
      case "text" -> {
        if (block.path("text").asText().isEmpty()) {
          throw bad(at, "text content blocks must be non-empty");
        }
      }
      case "image" -> prompt.images.add(image(block.path("source"), at));
      case "tool_result" -> result(block, at);
      case "document", "search_result" -> {}
      default ->
          throw bad(at, "Input tag '" + block.path("type").asText() + "' is not one of the known");
    }
  }

  private static Image image(JsonNode source, String at) {
    try {
      return switch (source.path("type").asText()) {
        case "base64" -> Image.of(source.path("media_type").asText(), source.path("data").asText());
        case "url" -> Image.at(source.path("url").asText());
        default -> throw bad(at + ".image.source", "Field required");
      };
    } catch (IllegalArgumentException e) {
      throw bad(at + ".image.source.base64.data", "invalid base64 data");
    }
  }

  private void result(JsonNode block, String at) {
    String id = block.path("tool_use_id").asText();
    if (!open.remove(id)) {
      throw bad(
          at,
          "unexpected `tool_use_id` found in `tool_result` blocks: "
              + id
              + ". Each `tool_result` block must have a corresponding `tool_use` block in the"
              + " previous message.");
    }
    String failed = block.path("is_error").asBoolean() ? "error " : "";
    prompt.result(failed + Prompt.textOf(block.path("content")));
  }

  private void assistant(JsonNode content) {
    prompt.count(Prompt.textOf(content));
    for (JsonNode block : content) {
      if (block.path("type").asText().equals("tool_use")) {
        open.add(block.path("id").asText());
        prompt.count(Json.write(block.path("input")));
      }
    }
  }

  private void thinking(JsonNode body) {
    JsonNode thinking = body.path("thinking");
    prompt.reasons = thinking.path("type").asText().matches("enabled|adaptive");
    prompt.showsReasoning = prompt.reasons && !thinking.path("display").asText().equals("omitted");
    if (!thinking.path("type").asText().equals("enabled")) {
      return;
    }
    if (thinking.path("budget_tokens").asInt() < 1024) {
      throw bad("thinking.enabled.budget_tokens", "Input should be greater than or equal to 1024");
    }
    if (thinking.path("budget_tokens").asInt() >= prompt.maxTokens) {
      throw bad("max_tokens", "must be greater than `thinking.budget_tokens`");
    }
  }

  private void tools(JsonNode body) {
    for (JsonNode tool : body.path("tools")) {
      String name = tool.path("name").asText();
      boolean custom = tool.path("type").asText("custom").equals("custom");
      if (custom && !tool.path("input_schema").isObject()) {
        throw bad("tools." + prompt.tools.size() + ".custom.input_schema", "Field required");
      }
      prompt.tools.put(name, tool.path("input_schema"));
    }
    JsonNode choice = body.path("tool_choice");
    switch (choice.path("type").asText()) {
      case "none" -> prompt.mayCall = false;
      case "any" -> prompt.forced.addAll(prompt.tools.keySet());
      case "tool" -> prompt.forced.add(choice.path("name").asText());
      default -> {}
    }
    prompt.oneCall = choice.path("disable_parallel_tool_use").asBoolean();
  }
}
