package ai.agentcache.upload.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EdgesTest {

  private final ManualClock clock = new ManualClock();
  private final TestEdges test = new TestEdges(fleet(10), clock);

  @Test
  void fleet_neverRead_isUnavailable() {
    test.away = true;
    test.refreshed();

    assertThrows(UnavailableException.class, test.edges::fleet);
    assertEquals(Optional.empty(), test.edges.find("e0"));
  }

  @Test
  void refresh_storeAway_keepsWhatIsKnown() {
    test.refreshed();
    test.away = true;
    test.refreshed();

    assertEquals(10, test.edges.fleet().size());
  }

  @Test
  void observe_storeAway_countsHereAndIsWrittenLater() {
    test.refreshed();
    test.away = true;
    test.edges.observe("e1", failure());
    test.flush();
    assertEquals(1, test.standing("e1").samples());
    assertEquals(List.of(), test.stored);

    test.away = false;
    test.flush();
    test.refreshed();

    assertEquals(1, test.stored.size());
    assertEquals(1, test.standing("e1").samples());
  }

  @Test
  void observe_edgeThatIsNotThere_isForgotten() {
    test.refreshed();
    test.edges.observe("lyve-direct", failure());
    test.flush();

    assertEquals(List.of(), test.stored);
  }

  @Test
  void observe_fiveFailures_ejectsUntilTheTimeIsOver() {
    test.refreshed();
    for (int i = 0; i < 5; i++) {
      test.edges.observe("e1", failure());
    }
    test.flush();
    assertTrue(test.standing("e1").ejected());
    assertEquals(1, ejected());

    clock.advance(Duration.ofSeconds(30));
    test.flush();

    assertFalse(test.standing("e1").ejected());
    assertEquals(0, ejected());
  }

  private double ejected() {
    return test.metrics.get("agentcache.upload.edges.ejected").gauge().value();
  }

  @Test
  void observe_oneFailureAmongFewGood_doesNotEject() {
    test.refreshed();
    for (Standing one : test.edges.fleet()) {
      for (int i = 0; i < 6; i++) {
        test.edges.observe(one.edge().id(), Observation.probe(clock.instant(), 10, 100, 0));
      }
    }
    test.edges.observe("e1", failure());
    test.flush();

    assertFalse(test.standing("e1").ejected());
  }

  @Test
  void observe_outageThatIsOver_staysInUse() {
    test.refreshed();
    for (int i = 0; i < 36; i++) {
      probeAll(i < 10);
    }
    assertTrue(test.standing("e1").ejected());
    for (int i = 0; i < 10; i++) {
      probeAll(true);
    }
    for (int i = 0; i < 60; i++) {
      probeAll(true);
      assertFalse(test.standing("e1").ejected(), "after " + i + " more");
    }
  }

  private void probeAll(boolean firstIsWell) {
    clock.advance(Duration.ofSeconds(30));
    for (Standing one : test.edges.fleet()) {
      String id = one.edge().id();
      boolean ok = firstIsWell || !id.equals("e1");
      test.edges.observe(id, ok ? Observation.probe(clock.instant(), 10, 100, 0) : failure());
    }
    test.flush();
  }

  @Test
  void fleet_mostOfTheActiveOut_usesAll() {
    List<Edge> all = fleet(10);
    TestEdges shrinking = new TestEdges(all, clock).refreshed();
    for (String id : List.of("e0", "e1", "e2")) {
      for (int i = 0; i < 5; i++) {
        shrinking.edges.observe(id, failure());
      }
    }
    shrinking.flush();
    assertTrue(shrinking.standing("e0").ejected());

    for (int i = 3; i < 8; i++) {
      all.set(i, asleep(all.get(i)));
    }
    shrinking.refreshed();

    assertFalse(shrinking.standing("e0").ejected());
  }

  private Observation failure() {
    return Observation.failedProbe(clock.instant());
  }

  @Test
  void observation_impossible_isRefused() {
    Instant now = clock.instant();
    assertThrows(IllegalArgumentException.class, () -> Observation.probe(now, 0, Double.NaN, 0.5));
    assertThrows(IllegalArgumentException.class, () -> Observation.probe(now, 1, Double.NaN, 1.5));
    assertThrows(IllegalArgumentException.class, () -> Observation.upload(now, true, -1, 1, null));
  }

  private static List<Edge> fleet(int size) {
    List<Edge> fleet = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      fleet.add(Samples.edge("e" + i, i, i));
    }
    return fleet;
  }

  private static Edge asleep(Edge edge) {
    return new Edge(edge.id(), "City", "US", edge.location(), edge.url(), 0, 1_000, 10_000, false);
  }
}
