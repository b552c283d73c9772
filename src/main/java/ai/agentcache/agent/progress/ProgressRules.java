package ai.agentcache.agent.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which rule a field follows, by its name and what it is: numbers of known names, and those that
 * end in {@code _count} or {@code _total}, are counters; {@code score} and what ends in {@code
 * _score} are scores; lists are united; of everything else the last one counts. Names may be
 * written in camel case. The streak is counted by the service: what is sent as one is passed over.
 */
@Singleton
public final class ProgressRules {

  /** What is counted by the service. */
  static final Set<String> COUNTED_HERE = Set.of("streak", "streak_days", "current_streak");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final Set<String> counters;

  @Inject
  ProgressRules(ProgressConfig config) {
    this(config.counters().stream().map(String::trim).collect(Collectors.toSet()));
  }

  ProgressRules(Set<String> counters) {
    this.counters = Set.copyOf(counters);
  }

  /** What an update of that moment says; its fields have been checked. */
  Progress said(ObjectNode fields, Moment moment) {
    Reading reading = new Reading(moment);
    fields.properties().forEach(field -> read("", field.getKey(), field.getValue(), reading));
    return reading.progress(1);
  }

  /** The same for what did not come by the stream. */
  public Progress told(ObjectNode fields, long epochMillis) {
    return said(fields, Moment.endOf(epochMillis));
  }

  /** What stands in the place of fields from that moment on; its fields have been checked. */
  public Progress set(ObjectNode fields, long epochMillis) {
    Reading reading = new Reading(Moment.endOf(epochMillis));
    fields.properties().forEach(field -> read("", field.getKey(), field.getValue(), reading));
    return reading.progress(0);
  }

  private void read(String parent, String name, JsonNode value, Reading into) {
    String path = FieldPath.below(parent, name);
    String plain = plain(name);
    if (value instanceof ObjectNode inner) {
      inner.properties().forEach(field -> read(path, field.getKey(), field.getValue(), into));
    } else if (value.isArray()) {
      Set<String> texts = new TreeSet<>();
      value.forEach(text -> texts.add(text.textValue()));
      into.lists.put(path, texts);
    } else if (value.isNull() || (parent.isEmpty() && COUNTED_HERE.contains(plain))) {
      return;
    } else if (value.isNumber() && isCounter(plain)) {
      into.counters.put(path, Quantity.of(value));
    } else if (value.isNumber() && isScore(plain)) {
      into.scores.put(path, new Score(Quantity.of(value), 1));
    } else {
      JsonNode plainValue = value.isNumber() ? DecimalNode.valueOf(Quantity.of(value)) : value;
      into.latest.put(path, new Latest(plainValue, into.moment));
    }
  }

  private boolean isCounter(String plain) {
    return plain.endsWith("_count") || plain.endsWith("_total") || counters.contains(plain);
  }

  private static boolean isScore(String plain) {
    return plain.equals("score") || plain.endsWith("_score");
  }

  /** A name as the rules know it. */
  static String plain(String name) {
    return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /** Fields while they are read. */
  private static final class Reading {
    private final Moment moment;
    private final Map<String, BigDecimal> counters = new HashMap<>();
    private final Map<String, Score> scores = new HashMap<>();
    private final Map<String, Set<String>> lists = new HashMap<>();
    private final Map<String, Latest> latest = new HashMap<>();

    Reading(Moment moment) {
      this.moment = moment;
    }

    Progress progress(long updates) {
      ActiveDays days = ActiveDays.of(moment.millis());
      return new Progress(counters, scores, lists, latest, days, updates);
    }
  }
}
