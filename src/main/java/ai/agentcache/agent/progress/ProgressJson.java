package ai.agentcache.agent.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Progress in the form in which it is stored and added to. */
final class ProgressJson {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String COUNTERS = "counters";
  private static final String SCORES = "scores";
  private static final String LISTS = "lists";
  private static final String LATEST = "latest";
  private static final String DAYS = "days";
  private static final String UPDATES = "updates";

  private ProgressJson() {}

  /** An object; fails with {@link IllegalArgumentException} when it is none. */
  static ObjectNode object(String json) {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON");
    }
    throw new IllegalArgumentException("no JSON object");
  }

  static String encode(Progress progress) {
    ObjectNode json = MAPPER.createObjectNode();
    ObjectNode counters = json.putObject(COUNTERS);
    progress.counters().forEach(counters::put);
    ObjectNode scores = json.putObject(SCORES);
    progress
        .scores()
        .forEach((path, score) -> scores.putArray(path).add(score.sum()).add(score.count()));
    ObjectNode lists = json.putObject(LISTS);
    progress.lists().forEach((path, texts) -> texts.forEach(lists.putArray(path)::add));
    ObjectNode latest = json.putObject(LATEST);
    progress
        .latest()
        .forEach(
            (path, last) ->
                latest
                    .putArray(path)
                    .add(last.value())
                    .add(last.moment().millis())
                    .add(last.moment().sequence()));
    ArrayNode days = json.putArray(DAYS);
    progress.days().runs().forEach(run -> days.addArray().add(run.first()).add(run.last()));
    return json.put(UPDATES, progress.updates()).toString();
  }

  static Progress decode(String stored) {
    ObjectNode json = object(stored);
    return new Progress(
        all(json.path(COUNTERS), node -> Quantity.of(node)),
        all(json.path(SCORES), node -> new Score(Quantity.of(node.get(0)), node.get(1).asLong())),
        all(json.path(LISTS), ProgressJson::texts),
        all(json.path(LATEST), ProgressJson::latest),
        days(json.path(DAYS)),
        json.path(UPDATES).asLong());
  }

  private static <V> Map<String, V> all(JsonNode object, Function<JsonNode, V> reader) {
    Map<String, V> all = new HashMap<>();
    object.properties().forEach(field -> all.put(field.getKey(), reader.apply(field.getValue())));
    return all;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static Latest latest(JsonNode last) {
    return new Latest(last.get(0), new Moment(last.get(1).asLong(), last.get(2).asLong()));
  }

  private static ActiveDays days(JsonNode list) {
    List<ActiveDays.Run> runs = new ArrayList<>();
    list.forEach(run -> runs.add(new ActiveDays.Run(run.get(0).asLong(), run.get(1).asLong())));
    return new ActiveDays(runs);
  }
}
