package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Untrusted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the whole answer out of the events of a stream, each of which looks like a whole one: the
 * parts of a candidate follow each other, of everything else the last counts.
 */
final class Join {

  private final ObjectNode whole = Json.object();
  private final Map<Long, Candidate> candidates = new TreeMap<>();

  private Join() {}

  /** A candidate so far, its parts apart. */
  private record Candidate(ObjectNode node, Parts parts) {

    void add(ObjectNode more) {
      copy(more, node, "content");
      Untrusted.given(more, "content").ifPresent(this::addContent);
    }

    private void addContent(ObjectNode more) {
      ObjectNode content =
          node.path("content") instanceof ObjectNode before ? before : node.putObject("content");
      copy(more, content, "parts");
      if (more.has("parts")) {
        content.putArray("parts");
        Untrusted.array(more, "parts").forEach(parts::add);
      }
    }

    ObjectNode whole() {
      if (node.path("content").path("parts") instanceof ArrayNode empty) {
        parts.writeTo(empty);
      }
      return node;
    }
  }

  static ObjectNode of(List<JsonNode> events) {
    if (events.isEmpty()) {
      throw new MalformedAnswerException("there are no events");
    }
    Join join = new Join();
    events.forEach(event -> join.add(Untrusted.object(event, "an event")));
    return join.whole();
  }

  private static void copy(ObjectNode from, ObjectNode to, String except) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      if (!field.getKey().equals(except)) {
        to.set(field.getKey(), field.getValue());
      }
    }
  }

  private void add(ObjectNode event) {
    copy(event, whole, "candidates");
    if (event.has("candidates")) {
      whole.putArray("candidates");
      for (JsonNode node : Untrusted.array(event, "candidates")) {
        ObjectNode more = Untrusted.object(node, "a candidate");
        candidates
            .computeIfAbsent(
                Untrusted.count(more, "index"), index -> new Candidate(Json.object(), new Parts()))
            .add(more);
      }
    }
  }

  private ObjectNode whole() {
    if (whole.path("candidates") instanceof ArrayNode list) {
      candidates.values().forEach(candidate -> list.add(candidate.whole()));
    }
    return whole;
  }
}
