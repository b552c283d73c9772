package ai.agentcache.upload.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.upload.edge.Ranking.Excluded;
import ai.agentcache.upload.edge.Ranking.Reason;
import ai.agentcache.upload.edge.Ranking.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class EdgeScoringTest {

  private static final Location SAN_FRANCISCO = new Location(37.77, -122.42);

  @Test
  void weights_everyPriority_addToOne() {
    for (Priority priority : Priority.values()) {
      Priority.Weights weights = priority.weights();
      assertEquals(
          1,
          weights.latency()
              + weights.bandwidth()
              + weights.load()
              + weights.distance()
              + weights.errors(),
          1e-12);
    }
  }

  @Property(tries = 500)
  void score_anyFactorBetter_isHigher(
      @ForAll Priority priority,
      @ForAll @DoubleRange(min = 1, max = 1_000) double latency,
      @ForAll @DoubleRange(min = 1, max = 10_000) double mbps,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double load,
      @ForAll @DoubleRange(min = 1, max = 20_000) double km,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double errors) {
    double score = score(priority, new Factors(latency, mbps, load, km, errors));

    assertTrue(score > 0 && score < 1);
    assertTrue(score(priority, new Factors(latency * 0.9, mbps, load, km, errors)) > score);
    assertTrue(score(priority, new Factors(latency, mbps * 1.1, load, km, errors)) > score);
    assertTrue(score(priority, new Factors(latency, mbps, load * 0.9, km, errors)) > score);
    assertTrue(score(priority, new Factors(latency, mbps, load, km * 0.9, errors)) > score);
    assertTrue(score(priority, new Factors(latency, mbps, load, km, errors * 0.9)) > score);
  }

  @Property(tries = 300)
  void rank_edgeAdded_keepsTheOrderOfTheOthers(@ForAll long seed, @ForAll Priority priority) {
    Random random = new Random(seed);
    List<Standing> fleet = fleet(random, 12);
    Wish wish = wish(random, priority);
    List<String> before = ids(EdgeScoring.rank(fleet, wish, 100));

    List<Standing> larger = new ArrayList<>(fleet);
    larger.add(random.nextInt(fleet.size()), standing(random, "added"));
    List<String> after = new ArrayList<>(ids(EdgeScoring.rank(larger, wish, 100)));
    after.remove("added");

    assertEquals(before, after);
  }

  @Property(tries = 300)
  void rank_bestOfMany_areTheFirstOfAll(@ForAll long seed, @ForAll Priority priority) {
    Random random = new Random(seed);
    List<Standing> fleet = fleet(random, 200);
    Wish wish = wish(random, priority);

    Ranking all = EdgeScoring.rank(fleet, wish, 1_000);
    Ranking best = EdgeScoring.rank(fleet, wish, 5);

    assertEquals(all.best().subList(0, Math.min(5, all.best().size())), best.best());
    assertEquals(all.best().size(), best.usable());
    assertEquals(best, EdgeScoring.rank(fleet, wish, 5));
    assertEquals(
        all.best(),
        all.best().stream().sorted(Comparator.comparing(Scored::score).reversed()).toList());
  }

  @Test
  void rank_withoutMeasurements_theNearestIsFirst() {
    List<Standing> fleet =
        List.of(
            Samples.standing(Samples.edge("lax-1", 34.0522, -118.2437)),
            Samples.standing(Samples.edge("sfo-1", 37.7749, -122.4194)),
            Samples.standing(Samples.edge("tyo-1", 35.6762, 139.6503)));
    for (Priority priority : Priority.values()) {
      Wish wish = new Wish(Optional.of(SAN_FRANCISCO), priority, 1, OptionalDouble.empty());
      assertEquals(List.of("sfo-1", "lax-1", "tyo-1"), ids(EdgeScoring.rank(fleet, wish, 5)));
    }
  }

  @Test
  void rank_withoutLocation_distanceIsNeutral() {
    List<Standing> fleet =
        List.of(
            Samples.standing(Samples.edge("a", 1, 1)), Samples.standing(Samples.edge("b", 2, 2)));
    Wish wish = new Wish(Optional.empty(), Priority.SPEED, 1, OptionalDouble.empty());

    Ranking ranking = EdgeScoring.rank(fleet, wish, 5);

    assertEquals(List.of("a", "b"), ids(ranking));
    assertEquals(0.5, ranking.best().get(0).factors().marks().distance());
    assertEquals(0.5, ranking.best().get(0).factors().marks().latency());
  }

  @Test
  void rank_edgesThatMayNotBeUsed_areLeftOutWithTheirReason() {
    Edge near = Samples.edge("near", 37.8, -122.4);
    Edge asleep =
        new Edge("asleep", "C", "US", near.location(), "https://a", 0, 1_000, 10_000, false);
    Edge dear = new Edge("dear", "C", "US", near.location(), "https://d", 9, 1_000, 10_000, true);
    List<Standing> fleet =
        List.of(
            Samples.standing(asleep),
            Samples.standing(dear),
            Samples.standing(near, Samples.UNMEASURED, true));
    Wish wish =
        new Wish(Optional.of(SAN_FRANCISCO), Priority.COST, 1_000_000_000, OptionalDouble.of(8.99));

    Ranking ranking = EdgeScoring.rank(fleet, wish, 5);

    assertEquals(List.of(), ranking.best());
    assertEquals(
        List.of(
            new Excluded("asleep", Reason.INACTIVE),
            new Excluded("dear", Reason.OVER_BUDGET),
            new Excluded("near", Reason.EJECTED)),
        ranking.excluded());
  }

  private static double score(Priority priority, Factors factors) {
    return factors.marks().score(priority.weights());
  }

  private static List<Standing> fleet(Random random, int size) {
    List<Standing> fleet = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      fleet.add(standing(random, "e" + i));
    }
    return fleet;
  }

  private static Standing standing(Random random, String id) {
    Condition condition =
        new Condition(
            1,
            random.nextBoolean(),
            random.nextDouble() * 50 - 10,
            random.nextBoolean() ? Double.NaN : 1 + random.nextDouble() * 100,
            random.nextBoolean() ? Estimate.NONE : Estimate.of(1 + random.nextDouble() * 900),
            random.nextDouble(),
            random.nextDouble() * 0.2);
    return Samples.standing(
        Samples.edge(id, random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180),
        condition,
        random.nextInt(10) == 0);
  }

  private static Wish wish(Random random, Priority priority) {
    Optional<Location> from =
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(
                new Location(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180));
    return new Wish(from, priority, 1_000_000, OptionalDouble.empty());
  }

  private static List<String> ids(Ranking ranking) {
    return ranking.best().stream().map(one -> one.edge().id()).toList();
  }
}
