package ai.agentcache.upload.tracking;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which edges will be used in an hour, from when they were used before. Uploads of the same hour of
 * the week weigh three times those of the same hour on another day, because people's weeks repeat
 * more than their days; hours are UTC.
 */
final class Prewarm {

  private static final int SAME_DAY = 3;
  private static final int MOST = 5;

  private Prewarm() {}

  /**
   * How often an edge was used in an hour of a day of the week.
   *
   * @param edge its id
   * @param weekday 1 is Monday
   * @param uploads how many uploads that began in it used the edge
   */
  record Use(String edge, int weekday, long uploads) {}

  /**
   * An edge to warm.
   *
   * @param edge its id
   * @param share of all weight, 0 to 1
   * @param uploads how many uploads speak for it
   */
  record Candidate(String edge, double share, long uploads) {}

  /** The beginning of the hour a moment is in. */
  static Instant hourOf(Instant moment) {
    return moment.truncatedTo(ChronoUnit.HOURS);
  }

  /** Where in the week an hour is. */
  static OffsetDateTime place(Instant hour) {
    return hour.atOffset(ZoneOffset.UTC);
  }

  /** The edges with the most weight, at most five; of the same weight the first by id. */
  static List<Candidate> rank(List<Use> uses, int weekday) {
    Map<String, Double> weights = new HashMap<>();
    Map<String, Long> uploads = new HashMap<>();
    double all = 0;
    for (Use use : uses) {
      double weight = use.uploads() * (use.weekday() == weekday ? SAME_DAY : 1.0);
      all += weight;
      weights.merge(use.edge(), weight, Double::sum);
      uploads.merge(use.edge(), use.uploads(), Long::sum);
    }
    double sum = all;
    return weights.entrySet().stream()
        .map(
            e ->
                new Candidate(e.getKey(), e.getValue() / sum, uploads.getOrDefault(e.getKey(), 0L)))
        .sorted(
            Comparator.comparingDouble(Candidate::share).reversed().thenComparing(Candidate::edge))
        .limit(MOST)
        .toList();
  }
}
