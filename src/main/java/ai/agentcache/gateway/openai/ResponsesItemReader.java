package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.gateway.chat.Turn.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes turns out of the items of an input. What the model said in one go is several items: they
 * become one turn. Items of the provider's own tools stay in the source alone. Not thread-safe.
 */
final class ResponsesItemReader {

  private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");

  private final List<Turn> turns = new ArrayList<>();
  private final List<Part> said = new ArrayList<>();

  void add(Turn turn) {
    endAnswer();
    turns.add(turn);
  }

  void read(Fields item) {
    if (!item.has("type") && !item.has("role")) {
      throw item.missing("type", "the kind of item, such as message");
    }
    switch (item.text("type").orElse("message")) {
      case "message" -> message(item);
      case "function_call" -> said.add(call(item));
      case "function_call_output" -> add(new Turn(Role.USER, List.of(result(item))));
      case "reasoning" -> said.add(thought(item));
      default -> {}
    }
  }

  /** The turns of all that was read. */
  List<Turn> turns() {
    endAnswer();
    return turns;
  }

  private void endAnswer() {
    if (!said.isEmpty()) {
      turns.add(new Turn(Role.ASSISTANT, said));
      said.clear();
    }
  }

  private void message(Fields item) {
    String role =
        item.oneOf("role", ROLES)
            .orElseThrow(() -> item.missing("role", "who says it, such as user"));
    if (role.equals("assistant")) {
      said.addAll(ResponsesContentReader.read(item, "content", ResponsesContentReader.OUTPUT));
    } else {
      add(
          new Turn(
              role.equals("user") ? Role.USER : Role.SYSTEM,
              ResponsesContentReader.read(item, "content", ResponsesContentReader.INPUT)));
    }
  }

  private static Part call(Fields item) {
    return new Part.ToolCall(
        item.requiredText("call_id", "the id of the call"),
        ToolForm.name(item),
        item.text("arguments")
            .orElseThrow(() -> item.missing("arguments", "a JSON object as string")));
  }

  private static Part result(Fields item) {
    return new Part.ToolResult(
        item.requiredText("call_id", "the id of the call that is answered"),
        ResponsesContentReader.read(item, "output", ResponsesContentReader.INPUT),
        false);
  }

  private static Part thought(Fields item) {
    String summary = texts(item, "summary");
    Optional<String> seal = item.text("encrypted_content");
    return new Part.Thought(
        summary.isEmpty() ? texts(item, "content") : summary, seal, seal.isPresent());
  }

  private static String texts(Fields item, String field) {
    List<String> texts = new ArrayList<>();
    for (Fields part : item.objects(field)) {
      texts.add(part.text("text").orElseThrow(() -> part.missing("text", "a string")));
    }
    return String.join("\n\n", texts);
  }
}
