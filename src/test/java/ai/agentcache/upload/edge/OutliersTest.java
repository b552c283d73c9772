package ai.agentcache.upload.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.upload.edge.Outliers.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutliersTest {

  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

  private static final Duration HALF_LIFE = Duration.ofMinutes(15);

  private final Outliers outliers = new Outliers(HALF_LIFE);

  @Test
  void judge_fiveFailuresInARow_isOutForHalfAMinute() {
    assertEquals(Set.of(), out(outliers.judge(fleet(10, "e3", 4), NOW)));
    assertEquals(Set.of("e3"), out(outliers.judge(fleet(10, "e3", 5), NOW)));
    assertEquals(Set.of("e3"), out(outliers.judge(fleet(10, "e3", 9), NOW.plusSeconds(29))));
    assertEquals(Set.of(), out(outliers.judge(fleet(10, "e3", 9), NOW.plusSeconds(30))));
  }

  @Test
  void judge_failsAgain_isOutLongerUpToFiveMinutes() {
    int failures = 5;
    Instant now = NOW;
    for (int times = 1; times <= 14; times++) {
      assertEquals(Set.of("e0"), out(outliers.judge(fleet(10, "e0", failures), now)));
      long seconds = Math.min(300, 30L * times);
      assertEquals(
          Set.of("e0"),
          out(outliers.judge(fleet(10, "e0", failures), now.plusSeconds(seconds - 1))));
      now = now.plusSeconds(seconds);
      assertEquals(Set.of(), out(outliers.judge(fleet(10, "e0", failures), now)));
      failures += 5;
    }
  }

  @Test
  void judge_goodForFiveMinutes_beginsAnew() {
    outliers.judge(fleet(10, "e0", 5), NOW);
    outliers.judge(fleet(10, "e0", 0), NOW.plusSeconds(30));
    outliers.judge(fleet(10, "e0", 0), NOW.plusSeconds(330));
    Instant again = NOW.plusSeconds(400);
    outliers.judge(fleet(10, "e0", 5), again);

    assertEquals(Set.of(), out(outliers.judge(fleet(10, "e0", 5), again.plusSeconds(30))));
  }

  @Test
  void judge_successAfterReturn_needsFiveNewFailures() {
    outliers.judge(fleet(10, "e0", 20), NOW);
    outliers.judge(fleet(10, "e0", 20), NOW.plusSeconds(30));
    outliers.judge(fleet(10, "e0", 0), NOW.plusSeconds(31));

    assertEquals(Set.of(), out(outliers.judge(fleet(10, "e0", 4), NOW.plusSeconds(32))));
    assertEquals(Set.of("e0"), out(outliers.judge(fleet(10, "e0", 5), NOW.plusSeconds(33))));
  }

  @Test
  void judge_successFarBelowTheFleet_isOut() {
    List<Track> fleet = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      fleet.add(track("e" + i, 0, 50, 0.99));
    }
    fleet.add(track("bad", 1, 50, 0.5));

    assertEquals(Set.of("bad"), out(outliers.judge(fleet, NOW)));
  }

  @Test
  void judge_oneFailureAmongFewSamples_isNotOut() {
    List<Track> fleet = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      fleet.add(track("e" + i, 0, 40, 1));
    }
    fleet.add(track("best", 1, 7, 6 / 7.0));

    assertEquals(Set.of(), out(outliers.judge(fleet, NOW)));
  }

  @ParameterizedTest
  @CsvSource({"4, 20, ''", "5, 20, bad", "9, 9.9, ''", "9, 10, bad"})
  void judge_lowRate_needsFiveFailuresAmongTenSamples(int failures, double samples, String out) {
    List<Track> fleet = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      fleet.add(track("e" + i, 0, 40, 1));
    }
    fleet.add(track("bad", 1, samples, 1 - failures / samples));

    assertEquals(out.isEmpty() ? Set.of() : Set.of(out), out(outliers.judge(fleet, NOW)));
  }

  @Test
  void judge_lowRateButLastAnswerGood_isNotOut() {
    List<Track> fleet = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      fleet.add(track("e" + i, 0, 40, 1));
    }
    fleet.add(track("mended", 0, 40, 0.5));

    assertEquals(Set.of(), out(outliers.judge(fleet, NOW)));
  }

  @Test
  void judge_returned_onlyWhatWasSeenSinceCounts() {
    Fleet fleet = new Fleet(10);
    fleet.see("e0", 20, false);
    assertEquals(Set.of("e0"), fleet.out());
    fleet.pass(30);
    fleet.see("e0", 5, true);
    assertEquals(Set.of(), fleet.out());
    fleet.see("e0", 4, false);
    assertEquals(Set.of(), fleet.out());

    fleet.see("e0", 4, true);
    fleet.see("e0", 3, false);
    assertEquals(Set.of("e0"), fleet.out());
  }

  @Property(tries = 100)
  void judge_answersEverythingFromSomeTime_isInUseOneTermLater(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 20) int size) {
    Random random = new Random(seed);
    Fleet fleet = new Fleet(size);
    double failing = 0.2 + 0.8 * random.nextDouble();
    double others = 0.3 * random.nextDouble();
    int outage = 10 + random.nextInt(900);
    for (int second = 0; second < outage; second += 2) {
      fleet.step(random, failing, others);
    }
    fleet.see("e0", 1, true);
    Ejection then = fleet.judge().get("e0");
    Instant back = then instanceof Ejection.Out out ? out.until() : fleet.now;
    assertFalse(back.isAfter(fleet.now.plus(Ejection.LONGEST)));

    for (int second = 0; second < 900; second += 2) {
      fleet.step(random, 0, others * random.nextInt(2));
      assertEquals(fleet.now.isBefore(back), fleet.out().contains("e0"));
    }
    assertEquals(0, assertInstanceOf(Ejection.In.class, fleet.judge().get("e0")).times());
  }

  @Test
  void judge_wholeFleetAlike_nobodyIsOut() {
    List<Track> fleet = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      fleet.add(track("e" + i, 1, 50, 0.30 + i * 0.001));
    }

    assertEquals(Set.of(), out(outliers.judge(fleet, NOW)));
  }

  @Property(tries = 200)
  void judge_manyFailing_neverMoreThanThreeTenths(
      @ForAll @IntRange(min = 0, max = 60) int size, @ForAll @IntRange(max = 60) int failing) {
    List<Track> fleet = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      fleet.add(track("e" + i, i < failing ? 7 : 0, 1, i < failing ? 0 : 1));
    }
    Outliers fresh = new Outliers(HALF_LIFE);
    for (int second = 0; second < 400; second += 20) {
      int out = out(fresh.judge(fleet, NOW.plusSeconds(second))).size();
      assertTrue(out <= size * 0.3, out + " of " + size);
    }
  }

  @Test
  void panics_mostOut_only() {
    assertFalse(Outliers.panics(10, 5));
    assertTrue(Outliers.panics(10, 6));
    assertFalse(Outliers.panics(0, 0));
  }

  private static Track track(String id, int failuresInARow, double samples, double rate) {
    return new Track(id, failuresInARow, new Estimate(samples, samples * rate));
  }

  private static List<Track> fleet(int size, String failing, int failures) {
    List<Track> fleet = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String id = "e" + i;
      fleet.add(track(id, id.equals(failing) ? failures : 0, 1, 1));
    }
    return fleet;
  }

  private static Set<String> out(Map<String, Ejection> ejections) {
    Set<String> out = new TreeSet<>();
    ejections.forEach(
        (id, ejection) -> {
          if (ejection.isOut()) {
            out.add(id);
          }
        });
    return out;
  }

  /** Edges of which each answer is counted as the service counts it. */
  private static final class Fleet {

    private final Outliers outliers = new Outliers(HALF_LIFE);
    private final Map<String, EdgeState> states = new TreeMap<>();
    private Instant now = NOW;

    /** Each has answered for a while. */
    Fleet(int size) {
      for (int i = 0; i < size; i++) {
        states.put("e" + i, EdgeState.UNKNOWN);
        see("e" + i, 30, true);
      }
    }

    void see(String id, int times, boolean ok) {
      Observation seen =
          ok ? Observation.probe(now, 10, 100, Double.NaN) : Observation.failedProbe(now);
      for (int i = 0; i < times; i++) {
        states.computeIfPresent(id, (same, state) -> state.with(seen, HALF_LIFE));
      }
    }

    void pass(int seconds) {
      now = now.plusSeconds(seconds);
      judge();
    }

    /** Two seconds in which all are asked; the first fails with another probability. */
    void step(Random random, double first, double others) {
      for (String id : List.copyOf(states.keySet())) {
        see(id, 1, random.nextDouble() >= (id.equals("e0") ? first : others));
      }
      pass(2);
    }

    Map<String, Ejection> judge() {
      List<Track> tracks = new ArrayList<>();
      states.forEach(
          (id, state) ->
              tracks.add(
                  new Track(id, state.failuresInARow(), state.as(now, HALF_LIFE).success())));
      return outliers.judge(tracks, now);
    }

    Set<String> out() {
      return OutliersTest.out(judge());
    }
  }
}
