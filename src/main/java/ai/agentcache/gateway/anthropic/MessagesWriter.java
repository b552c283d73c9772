package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Turn;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a conversation: consecutive turns of one role are one message, and results of tools come
 * first in theirs, as the API wants it. Parts that say nothing are left out. Text alone is written
 * as most clients of the API write it, so that theirs and ours are the same request.
 */
final class MessagesWriter {

  private MessagesWriter() {}

  static ArrayNode write(List<Turn> turns) {
    ArrayNode messages = Json.object().arrayNode();
    for (Turn turn : merged(turns)) {
      ObjectNode message = messages.addObject();
      message.put("role", turn.role() == Turn.Role.USER ? "user" : "assistant");
      if (turn.parts().size() == 1 && turn.parts().get(0) instanceof Part.Text text) {
        message.put("content", text.text());
      } else {
        blocks(turn, message.putArray("content"));
      }
    }
    return messages;
  }

  private static void blocks(Turn turn, ArrayNode content) {
    for (Part part : turn.parts()) {
      if (part instanceof Part.ToolResult) {
        content.add(BlockWriter.block(part));
      }
    }
    for (Part part : turn.parts()) {
      if (!(part instanceof Part.ToolResult)) {
        content.add(BlockWriter.block(part));
      }
    }
  }

  private static List<Turn> merged(List<Turn> turns) {
    List<Turn> merged = new ArrayList<>();
    for (Turn turn : turns) {
      List<Part> said = turn.parts().stream().filter(MessagesWriter::saysSomething).toList();
      if (turn.role() == Turn.Role.SYSTEM || said.isEmpty()) {
        continue;
      }
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).role() == turn.role()) {
        List<Part> both = new ArrayList<>(merged.get(last).parts());
        both.addAll(said);
        merged.set(last, new Turn(turn.role(), both));
      } else {
        merged.add(new Turn(turn.role(), said));
      }
    }
    return merged;
  }

  private static boolean saysSomething(Part part) {
    if (part instanceof Part.Text text) {
      return !text.text().isEmpty();
    }
    if (part instanceof Part.Refusal refusal) {
      return !refusal.text().isEmpty();
    }
    return !(part instanceof Part.Thought thought) || Seals.areOurs(thought);
  }
}
