package ai.agentcache.agent.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.health.Status;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.ManualClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevocationsTest {

  private static final long MINUTE = 60_000;

  private final ManualClock clock = new ManualClock();
  private final List<Long> asked = new ArrayList<>();
  private final List<Revocation> told = new ArrayList<>();
  private boolean away;

  private final Revocations revocations =
      new Revocations(
          millis -> {
            asked.add(millis);
            return away
                ? Uni.createFrom().failure(new UnavailableException("redis", "test"))
                : Uni.createFrom().item(List.copyOf(told));
          },
          clock);

  private boolean isRevoked(String id) {
    return revocations.isRevoked(id, clock.epochMillis());
  }

  private Revocation from(Duration later, String id) {
    return new Revocation(id, clock.epochMillis() + later.toMillis(), clock.epochSeconds() + 3_600);
  }

  private void refresh() {
    revocations.refresh().await().atMost(Duration.ofSeconds(1));
  }

  @Test
  void check_listTooOldOrNeverRead_isDegraded() {
    TokenCheck check = new TokenCheck(revocations);
    assertEquals(Status.DEGRADED, check.look().status());

    refresh();
    clock.advance(Duration.ofSeconds(60));
    assertEquals(Status.HEALTHY, check.look().status());

    away = true;
    refresh();
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Status.DEGRADED, check.look().status());

    away = false;
    refresh();
    assertEquals(Status.HEALTHY, check.look().status());
  }

  @Test
  void isRevoked_laterEffect_isNotYet() {
    revocations.add(from(Duration.ofSeconds(30), "a"));

    assertFalse(isRevoked("a"));
    clock.advance(Duration.ofSeconds(30));
    assertTrue(isRevoked("a"));
    assertFalse(isRevoked("b"));
  }

  @Test
  void add_twice_theEarlierDecides() {
    revocations.add(from(Duration.ofSeconds(30), "a"));
    revocations.add(from(Duration.ZERO, "a"));
    revocations.add(from(Duration.ofSeconds(60), "a"));

    assertTrue(isRevoked("a"));
  }

  @Test
  void refresh_firstTime_asksForAllAndThenForTheLatest() {
    refresh();
    clock.advance(Duration.ofSeconds(5));
    refresh();

    assertTrue(asked.get(0) > Duration.ofHours(2).toMillis() + 2 * MINUTE);
    assertEquals(5_000 + MINUTE, asked.get(1));
  }

  @Test
  void refresh_storeAway_keepsWhatIsKnownAndAsksForTheWholeTimeAfterwards() {
    told.add(from(Duration.ZERO, "a"));
    refresh();
    away = true;
    clock.advance(Duration.ofSeconds(100));
    refresh();
    assertTrue(isRevoked("a"));

    away = false;
    told.add(from(Duration.ZERO, "b"));
    clock.advance(Duration.ofSeconds(100));
    refresh();

    assertTrue(isRevoked("b"));
    assertEquals(200_000 + MINUTE, asked.get(2));
  }

  @Test
  void refresh_afterExpiryAndLeeway_forgets() {
    told.add(from(Duration.ZERO, "a"));
    refresh();
    told.clear();

    clock.advance(Duration.ofSeconds(3_630));
    refresh();
    assertTrue(isRevoked("a"));

    clock.advance(Duration.ofSeconds(1));
    refresh();
    assertEquals(0, revocations.size());
  }

  @Test
  void parse_whatIsStored_isReadAgainAndNothingElse() {
    Revocation revocation = new Revocation("a-_9", 1, 2);
    assertEquals(Optional.of(revocation), Revocation.parse(revocation.text()));
    Successor successor = new Successor("a-_9", 1);
    assertEquals(Optional.of(successor), Successor.parse(successor.text()));
    for (String text : new String[] {"", "a", "a b", "a b c", "a 1 2 3", "ä 1 2", " 1 2", "a 1 "}) {
      assertEquals(Optional.empty(), Revocation.parse(text), text);
      assertEquals(Optional.empty(), Successor.parse(text), text);
    }
  }
}
