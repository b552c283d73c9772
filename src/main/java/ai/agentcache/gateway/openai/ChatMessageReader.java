package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.gateway.chat.Turn.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One message of a chat. */
final class ChatMessageReader {

  private ChatMessageReader() {}

  static Turn read(Fields message) {
    String role = message.requiredText("role", "who says it, such as user");
    return switch (role) {
      case "system", "developer" -> turn(Role.SYSTEM, message, ChatContentReader.TEXT);
      case "user" -> turn(Role.USER, message, ChatContentReader.INPUT);
      case "assistant" -> new Turn(Role.ASSISTANT, answer(message));
      case "tool" -> new Turn(Role.USER, List.of(result(message)));
      case "function" ->
          throw message.wrong("role", "is the old way: use `tool` with a `tool_call_id`");
      default -> throw message.wrong("role", "must be system, developer, user, assistant or tool");
    };
  }

  private static Turn turn(Role role, Fields message, Set<String> types) {
    return new Turn(role, ChatContentReader.required(message, types));
  }

  private static Part result(Fields message) {
    return new Part.ToolResult(
        message.requiredText("tool_call_id", "the id of the call that is answered"),
        ChatContentReader.required(message, ChatContentReader.INPUT),
        false);
  }

  private static List<Part> answer(Fields message) {
    if (message.has("function_call")) {
      throw message.wrong("function_call", "is the old way: use `tool_calls`");
    }
    List<Part> parts = new ArrayList<>();
    thought(message).ifPresent(parts::add);
    parts.addAll(ChatContentReader.optional(message, ChatContentReader.OUTPUT));
    message.text("refusal").map(Part.Refusal::new).ifPresent(parts::add);
    for (Fields call : message.objects("tool_calls")) {
      parts.add(call(call));
    }
    if (parts.isEmpty() && !message.has("audio")) {
      throw message.missing("content", "unless there are `tool_calls`");
    }
    return parts;
  }

  /** Servers of thinking models give thoughts in a field of their own, and want them back in it. */
  private static Optional<Part> thought(Fields message) {
    return message
        .text("reasoning_content")
        .or(() -> message.text("reasoning"))
        .filter(text -> !text.isEmpty())
        .map(text -> new Part.Thought(text, Optional.empty(), false));
  }

  private static Part call(Fields call) {
    String id = call.requiredText("id", "the id of the call");
    if (call.text("type").orElse("function").equals("custom")) {
      Fields custom = call.requiredObject("custom", "`name` and `input`");
      return new Part.ToolCall(
          id, ToolForm.name(custom), inputAsArguments(custom.text("input").orElse("")));
    }
    Fields function = call.requiredObject("function", "`name` and `arguments`");
    String arguments =
        function
            .text("arguments")
            .orElseThrow(() -> function.missing("arguments", "a JSON object as string"));
    return new Part.ToolCall(id, ToolForm.name(function), arguments);
  }

  /** The input of a custom tool is any text; as arguments it is a field of this name. */
  private static String inputAsArguments(String input) {
    return new String(Json.bytes(Json.object().put("input", input)), StandardCharsets.UTF_8);
  }
}
