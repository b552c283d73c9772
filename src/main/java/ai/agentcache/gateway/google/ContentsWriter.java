package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a conversation: consecutive turns of one role are one content. Results of tools come first
 * in theirs, and after them the media they have, which results themselves cannot hold. Thoughts go
 * back as the signatures they were sealed with. For one conversation.
 */
final class ContentsWriter {

  private final boolean signsCalls;
  private final Map<String, String> names = new HashMap<>();

  /**
   * @param signsCalls whether the first call of a turn has to have a signature
   */
  ContentsWriter(boolean signsCalls) {
    this.signsCalls = signsCalls;
  }

  ArrayNode write(List<Turn> turns) {
    List<Turn> said = turns.stream().filter(turn -> turn.role() != Turn.Role.SYSTEM).toList();
    ArrayNode contents = Json.object().arrayNode();
    int next = 0;
    while (next < said.size()) {
      boolean isModel = said.get(next).role() == Turn.Role.ASSISTANT;
      List<Part> parts = new ArrayList<>();
      while (next < said.size() && isModel == (said.get(next).role() == Turn.Role.ASSISTANT)) {
        parts.addAll(said.get(next++).parts());
      }
      ArrayNode written = isModel ? model(parts) : user(parts);
      if (!written.isEmpty()) {
        contents.addObject().put("role", isModel ? "model" : "user").set("parts", written);
      }
    }
    return contents;
  }

  private ArrayNode user(List<Part> parts) {
    ArrayNode results = Json.object().arrayNode();
    ArrayNode others = Json.object().arrayNode();
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        results.add(result(result));
        result.content().stream()
            .filter(Part.Media.class::isInstance)
            .forEach(media -> say(media, others));
      }
    }
    for (Part part : parts) {
      if (!(part instanceof Part.ToolResult)) {
        say(part, others);
      }
    }
    return results.addAll(others);
  }

  private ObjectNode result(Part.ToolResult result) {
    String name = names.get(result.callId());
    if (name == null) {
      throw ApiException.field("messages", "must have the call before the result of each tool");
    }
    return PartWriter.result(result, name);
  }

  private static void say(Part part, ArrayNode parts) {
    PartWriter.part(part).ifPresent(parts::add);
  }

  private ArrayNode model(List<Part> parts) {
    ArrayNode written = Json.object().arrayNode();
    Optional<String> held = Optional.empty();
    for (Part part : parts) {
      if (part instanceof Part.ToolCall call) {
        names.put(call.id(), call.name());
        ObjectNode said = PartWriter.call(call);
        sign(said, held.or(() -> substitute(written)));
        held = Optional.empty();
        written.add(said);
        continue;
      }
      sealed(held, written);
      held = part instanceof Part.Thought thought ? Seals.signature(thought) : Optional.empty();
      say(part, written);
    }
    sealed(held, written);
    return written;
  }

  private static void sign(ObjectNode part, Optional<String> signature) {
    signature.ifPresent(text -> part.put("thoughtSignature", text));
  }

  /** For the first call of a turn whose signature is not to be had. */
  private Optional<String> substitute(ArrayNode before) {
    for (int i = 0; i < before.size(); i++) {
      if (before.path(i).has("functionCall")) {
        return Optional.empty();
      }
    }
    return signsCalls ? Optional.of(Seals.NONE) : Optional.empty();
  }

  /** A signature that no call follows is a part of its own. */
  private static void sealed(Optional<String> signature, ArrayNode parts) {
    signature.ifPresent(text -> sign(parts.addObject().put("text", ""), Optional.of(text)));
  }
}
