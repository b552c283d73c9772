package ai.agentcache.agent.context;

import ai.agentcache.agent.Agent;
import ai.agentcache.agent.UserIds;
import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A learning session that an agent has held.
 *
 * @param user with whom
 * @param sessionId its id, unique in the tenant
 * @param agentId who held it
 * @param data what the agent says of it, known fields in snake case
 */
record LearningSession(UserKey user, String sessionId, String agentId, ObjectNode data) {

  static final String MINUTES = "duration_minutes";
  static final String TOPICS = "topics_covered";
  static final String VOCABULARY = "new_vocabulary";
  static final String PERFORMANCE = "overall_performance";

  private static final int MOST_MINUTES = 1_440;
  private static final int MOST_SCORE = 100;
  private static final int MOST_TEXTS = 500;
  private static final int LONGEST_TEXT = 256;
  private static final int LONGEST_WORD = 64;

  /** Characters, of all topics of a session in the history. */
  private static final int LONGEST_TOPICS = 500;

  /** The same names as other clients write them. */
  private static final Map<String, String> SNAKE =
      Map.of(
          "durationMinutes", MINUTES,
          "topicsCovered", TOPICS,
          "newVocabulary", VOCABULARY,
          "overallPerformance", PERFORMANCE);

  private static final Set<String> WHO =
      Set.of("userId", "user_id", "sessionId", "session_id", "agentId", "agent_id");

  /** Reads the body of a request; fails with {@link ApiException} that names the field. */
  static LearningSession read(JsonFields body, Agent agent) {
    ObjectNode tree = body.tree();
    UserKey user = new UserKey(agent.tenant(), UserIds.require(body));
    boolean named = tree.hasNonNull("sessionId") || tree.hasNonNull("session_id");
    String id = named ? UserIds.requireSession(body) : UUID.randomUUID().toString();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    tree.properties()
        .forEach(
            field -> {
              if (!WHO.contains(field.getKey()) && !field.getValue().isNull()) {
                String name = SNAKE.getOrDefault(field.getKey(), field.getKey());
                check(field.getKey(), name, field.getValue());
                data.set(name, field.getValue());
              }
            });
    return new LearningSession(user, id, agent.id(), data);
  }

  private static void check(String written, String name, JsonNode value) {
    boolean fits =
        switch (name) {
          case MINUTES -> isNumber(value, MOST_MINUTES);
          case TOPICS -> isTexts(value);
          case VOCABULARY -> isVocabulary(value);
          case PERFORMANCE -> isNumber(value, MOST_SCORE) || isText(value, LONGEST_WORD);
          default -> true;
        };
    if (!fits) {
      throw new ApiException(
          ErrorCode.INVALID_SESSION_DATA, "`" + written + "` " + expectation(name));
    }
    try {
      FreeFields.check(written, value);
    } catch (ApiException wrong) {
      throw new ApiException(ErrorCode.INVALID_SESSION_DATA, wrong.details());
    }
  }

  private static String expectation(String name) {
    return switch (name) {
      case MINUTES -> "must be a number of 0 to " + MOST_MINUTES;
      case PERFORMANCE -> "must be a number of 0 to 100, or a string of 1 to 64 characters";
      default ->
          "must be a list of at most %d strings of 1 to %d characters"
              .formatted(MOST_TEXTS, LONGEST_TEXT);
    };
  }

  private static boolean isNumber(JsonNode value, int most) {
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    return number >= 0 && number <= most;
  }

  private static boolean isTexts(JsonNode value) {
    boolean fits = value.isArray() && value.size() <= MOST_TEXTS;
    for (JsonNode item : value) {
      fits &= isText(item, LONGEST_TEXT);
    }
    return fits;
  }

  /** Words, or objects that have one. */
  private static boolean isVocabulary(JsonNode value) {
    boolean fits = value.isArray() && value.size() <= MOST_TEXTS;
    for (JsonNode item : value) {
      fits &= isText(item, LONGEST_TEXT) || isText(item.path("word"), LONGEST_TEXT);
    }
    return fits;
  }

  private static boolean isText(JsonNode value, int longest) {
    return value.isTextual()
        && !value.textValue().isBlank()
        && value.textValue().length() <= longest;
  }

  /** What the session adds to the progress of its user. */
  ObjectNode progress() {
    ObjectNode progress = JsonNodeFactory.instance.objectNode();
    progress.put("sessions_total", 1);
    if (data.has(MINUTES)) {
      progress.set("session_minutes_total", data.get(MINUTES));
    }
    if (data.has(TOPICS)) {
      progress.set(TOPICS, data.get(TOPICS));
    }
    if (data.has(VOCABULARY)) {
      ArrayNode words = progress.putArray("vocabulary");
      data.get(VOCABULARY).forEach(item -> words.add(item.isTextual() ? item : item.path("word")));
    }
    if (data.path(PERFORMANCE).isNumber()) {
      progress.set("performance_score", data.get(PERFORMANCE));
    }
    return progress;
  }

  /** The history goes into every context, so that it must not be long. */
  private static ArrayNode first(JsonNode topics) {
    ArrayNode first = JsonNodeFactory.instance.arrayNode();
    int left = LONGEST_TOPICS;
    for (JsonNode topic : topics) {
      left -= topic.textValue().length();
      if (left >= 0) {
        first.add(topic);
      }
    }
    return first;
  }

  /** What of it stays in the history of its user. */
  ContextChange history(String createdAt) {
    ObjectNode entry =
        JsonNodeFactory.instance
            .objectNode()
            .put("session_id", sessionId)
            .put("created_at", createdAt);
    for (String name : List.of(MINUTES, PERFORMANCE)) {
      if (data.has(name)) {
        entry.set(name, data.get(name));
      }
    }
    if (data.has(TOPICS)) {
      entry.set(TOPICS, first(data.get(TOPICS)));
    }
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    rest.putArray("session_history").add(entry);
    return new ContextChange(null, null, rest);
  }
}
