package ai.agentcache.upload.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EdgeStateTest {

  private static final Duration HALF_LIFE = Duration.ofMinutes(15);
  private static final Instant START = Instant.parse("2026-07-01T10:00:00Z");

  @Test
  void with_freshSamples_isTheirMean() {
    EdgeState state =
        EdgeState.UNKNOWN
            .with(Samples.seen(START, true, 10, 100), HALF_LIFE)
            .with(Samples.seen(START, true, 30, 300), HALF_LIFE);

    assertEquals(20, state.latency().mean(), 1e-9);
    assertEquals(200, state.bandwidth().mean(), 1e-9);
    assertEquals(2, state.samples());
  }

  @Test
  void with_sampleAHalfLifeLater_countsDouble() {
    EdgeState state =
        EdgeState.UNKNOWN
            .with(Samples.seen(START, true, 10, 100), HALF_LIFE)
            .with(Samples.seen(START.plus(HALF_LIFE), true, 40, 100), HALF_LIFE);

    assertEquals(30, state.latency().mean(), 1e-9);
    assertEquals(1.5, state.latency().weight(), 1e-9);
  }

  @Test
  void with_failures_countsThoseSinceTheLastSuccess() {
    EdgeState state = EdgeState.UNKNOWN;
    for (boolean ok : new boolean[] {false, true, false, false, false}) {
      state = state.with(Samples.seen(START, ok, Double.NaN, Double.NaN), HALF_LIFE);
    }

    assertEquals(3, state.failuresInARow());
    assertEquals(0.2, state.success().mean(), 1e-9);
    assertTrue(Double.isNaN(state.latency().mean()));
  }

  @Property(tries = 200)
  void with_anyOrder_isTheSameAverage(@ForAll long seed) {
    Random random = new Random(seed);
    List<Observation> seen = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Instant at = START.plusSeconds(random.nextInt(7_200));
      seen.add(Samples.seen(at, true, 1 + random.nextInt(500), 1 + random.nextInt(500)));
    }
    EdgeState one = all(seen);
    Collections.shuffle(seen, random);
    EdgeState other = all(seen);

    assertEquals(one.latency().mean(), other.latency().mean(), 1e-6);
    assertEquals(one.bandwidth().weight(), other.bandwidth().weight(), 1e-9);
    assertEquals(one.at(), other.at());
  }

  @Test
  void condition_withoutSamples_isThePrior() {
    Condition condition = Condition.of(EdgeState.UNKNOWN, START, HALF_LIFE, 1_000);

    assertFalse(condition.measured());
    assertEquals(GeographicPrior.rttMillis(100), condition.rttMillis(100));
    assertTrue(Double.isNaN(condition.rttMillis(Double.NaN)));
    assertEquals(0, condition.load());
    assertEquals(0, condition.errorRate());
  }

  @Test
  void condition_manySamples_tellsTheExcessOverTheDistance() {
    EdgeState state = EdgeState.UNKNOWN;
    for (int i = 0; i < 100; i++) {
      state = state.with(Samples.seen(START, true, 56.8, 300), HALF_LIFE);
    }
    Condition condition = Condition.of(state, START, HALF_LIFE, 1_000);

    assertTrue(condition.measured());
    assertEquals(56.8, condition.rttMillis(100), 0.2);
    assertEquals(GeographicPrior.rttMillis(2_000) + 50, condition.rttMillis(2_000), 0.2);
    assertEquals(56.8, condition.rttMillis(Double.NaN), 1e-9);
    assertEquals(300, condition.mbps(50, 1_000), 1);
  }

  @Test
  void condition_longAfterTheLastSample_isThePriorAgain() {
    EdgeState state = EdgeState.UNKNOWN.with(Samples.seen(START, false, 500, 1), HALF_LIFE);
    Instant later = START.plus(HALF_LIFE.multipliedBy(20));
    Condition condition = Condition.of(state, later, HALF_LIFE, 1_000);

    assertFalse(condition.measured());
    assertEquals(GeographicPrior.rttMillis(100), condition.rttMillis(100), 0.01);
    assertEquals(0, condition.errorRate(), 1e-4);
  }

  @Test
  void condition_uploadsInARow_areLoad() {
    EdgeState state = EdgeState.UNKNOWN;
    for (int second = 0; second < 36_000; second += 10) {
      Instant at = START.plusSeconds(second);
      state = state.with(Observation.upload(at, true, 125_000_000L * 5, 10, null), HALF_LIFE);
    }

    assertEquals(0.5, Condition.of(state, state.at(), HALF_LIFE, 1_000).load(), 0.01);
    assertEquals(1, Condition.of(state, state.at(), HALF_LIFE, 100).load());
  }

  @Test
  void condition_edgeThatTellsItsLoad_isAsLoadedAsItSays() {
    EdgeState state = EdgeState.UNKNOWN;
    for (int i = 0; i < 50; i++) {
      state = state.with(Observation.probe(START, 10, Double.NaN, 0.8), HALF_LIFE);
    }

    assertEquals(0.8, Condition.of(state, START, HALF_LIFE, 1_000).load(), 0.01);
    assertEquals(0, state.excess().weight());
  }

  private static EdgeState all(List<Observation> seen) {
    EdgeState state = EdgeState.UNKNOWN;
    for (Observation one : seen) {
      state = state.with(one, HALF_LIFE);
    }
    return state;
  }
}
