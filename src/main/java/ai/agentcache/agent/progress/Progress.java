package ai.agentcache.agent.progress;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * What one update says, or what any number of updates add up to. Adding is associative and
 * commutative, so it makes no difference how updates are batched and in which order batches are
 * applied. What would be more than there may be of a user is refused as a whole, by {@link
 * UnfitException}.
 *
 * <p>Fields are known by their path, such as {@code /quiz/score}.
 *
 * @param counters numbers that are added
 * @param scores numbers that are averaged
 * @param lists texts that are united
 * @param latest everything else: the last one counts
 * @param days on which days there were updates
 * @param updates how many updates it comes from
 */
public record Progress(
    Map<String, BigDecimal> counters,
    Map<String, Score> scores,
    Map<String, Set<String>> lists,
    Map<String, Latest> latest,
    ActiveDays days,
    long updates) {

  /** Nothing. */
  public static final Progress NONE =
      new Progress(Map.of(), Map.of(), Map.of(), Map.of(), ActiveDays.NONE, 0);

  private static final int MOST_FIELDS = 1_000;
  private static final int MOST_TEXTS = 10_000;

  public Progress {
    counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    lists = Collections.unmodifiableMap(new TreeMap<>(lists));
    latest = Collections.unmodifiableMap(new TreeMap<>(latest));
  }

  /** What both add up to. */
  public Progress plus(Progress other) {
    return new Progress(
        merged(counters, other.counters, (a, b) -> Quantity.of(a.add(b))),
        merged(scores, other.scores, Score::plus),
        merged(lists, other.lists, Progress::united),
        merged(latest, other.latest, Latest::plus),
        days.plus(other.days),
        updates + other.updates);
  }

  /** This one with the fields of another in the place of its own. */
  public Progress replaced(Progress other) {
    return new Progress(
        merged(counters, other.counters, (a, b) -> b),
        merged(scores, other.scores, (a, b) -> b),
        merged(lists, other.lists, (a, b) -> b),
        merged(latest, other.latest, (a, b) -> b),
        days.plus(other.days),
        updates + other.updates);
  }

  private static <V> Map<String, V> merged(
      Map<String, V> before, Map<String, V> further, BinaryOperator<V> both) {
    Map<String, V> all = new TreeMap<>(before);
    further.forEach(
        (path, value) -> {
          all.merge(path, value, both);
          require(all.size() <= MOST_FIELDS, "more than " + MOST_FIELDS + " fields of a kind");
        });
    return all;
  }

  private static Set<String> united(Set<String> before, Set<String> further) {
    Set<String> all = new TreeSet<>(before);
    all.addAll(further);
    require(all.size() <= MOST_TEXTS, "more than " + MOST_TEXTS + " texts in a list");
    return all;
  }

  private static void require(boolean fits, String otherwise) {
    if (!fits) {
      throw new UnfitException(otherwise);
    }
  }
}
