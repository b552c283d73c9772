package ai.agentcache.access;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.access.Turnstile.Surroundings;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.ManualClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnstileTest {

  private record Flight(LeaseCall call, UniEmitter<? super LeaseReply> emitter) {}

  private final ManualClock clock = new ManualClock();
  private final SharedWindows redis = new SharedWindows();
  private final ArrayDeque<Flight> flights = new ArrayDeque<>();
  private final Set<Turnstile> indebted = new HashSet<>();
  private boolean reachable = true;
  private final Turnstile turnstile =
      new Turnstile(
          new LimitKey("k", true),
          new Surroundings(this::lease, () -> reachable, clock::epochMillis, indebted, 50));

  @Test
  void admit_callUnderWay_waitsAndSharesTheNextAnswer() {
    List<UniAssertSubscriber<Admission>> callers = admit(20, 100);
    assertEquals(1, flights.size());
    land();
    assertTrue(item(callers.get(0)).allowed());
    assertEquals(19, flights.element().call().needed());
    land();
    assertEquals(0, flights.size());
    for (int i = 0; i < 20; i++) {
      assertEquals(99 - i, item(callers.get(i)).remaining());
    }
  }

  @Test
  void admit_moreThanTheLimit_refusesTheRest() {
    List<UniAssertSubscriber<Admission>> callers = admit(20, 12);
    land();
    land();
    assertEquals(12, callers.stream().filter(c -> item(c).allowed()).count());
    assertEquals(0, flights.size());
  }

  @Test
  void admit_tooManyWait_isOverloaded() {
    List<UniAssertSubscriber<Admission>> callers = admit(51, 100);
    Throwable failure = callers.get(50).getFailure();
    assertEquals(ErrorCode.OVERLOADED, assertInstanceOf(ApiException.class, failure).code());
    land();
    assertTrue(item(callers.get(0)).allowed());
  }

  @Test
  void admit_callFails_decidesAlone() {
    List<UniAssertSubscriber<Admission>> callers = admit(20, 12);
    fail();
    assertEquals(12, callers.stream().filter(c -> item(c).allowed()).count());
    assertFalse(requireNonNull(turnstile.tryAdmit(12, 0)).allowed());
    assertEquals(0, flights.size());
  }

  @Test
  void tryAdmit_redisUnreachable_decidesAtOnce() {
    reachable = false;
    assertTrue(requireNonNull(turnstile.tryAdmit(1, 0)).allowed());
    assertFalse(requireNonNull(turnstile.tryAdmit(1, 0)).allowed());
    assertEquals(0, redis.calls);
  }

  @Test
  void tryAdmit_redisIsBack_chargesAndAsksAgain() {
    reachable = false;
    turnstile.tryAdmit(10, 0);
    turnstile.tryAdmit(10, 0);
    reachable = true;
    clock.advance(Duration.ofSeconds(1));
    assertNotNull(turnstile.tryAdmit(10, 0));
    land();
    land();
    assertEquals(3, redis.used());
    assertNull(turnstile.tryAdmit(10, 0));
  }

  @Test
  void settle_idleAfterRedisIsBack_chargesWithoutARequest() {
    reachable = false;
    turnstile.tryAdmit(10, 0);
    turnstile.settle();
    assertEquals(0, flights.size());
    reachable = true;
    turnstile.settle();
    fail();
    turnstile.settle();
    land();
    land();
    assertEquals(1, redis.used());
    turnstile.settle();
    assertTrue(indebted.isEmpty());
  }

  @Test
  void settle_leaseIsOver_givesBackOnce() {
    admit(10, 1_000);
    land();
    land();
    clock.advance(Duration.ofMillis(10));
    admit(1, 1_000);
    land();
    assertTrue(redis.used() > 11);
    assertEquals(Set.of(turnstile), indebted);
    turnstile.settle();
    assertEquals(0, flights.size());
    clock.advance(Duration.ofSeconds(1));
    turnstile.settle();
    land();
    assertEquals(11, redis.used());
    turnstile.settle();
    assertEquals(0, flights.size());
    assertTrue(indebted.isEmpty());
  }

  @Test
  void close_leaseStillGood_givesBack() {
    admit(10, 1_000);
    land();
    land();
    admit(1, 1_000);
    land();
    assertTrue(redis.used() > 11);
    turnstile.close();
    land();
    assertEquals(11, redis.used());
  }

  @Test
  void quota_leaseHalfUsed_countsOnlyWhatWasUsed() {
    admit(10, 1_000);
    land();
    land();
    admit(1, 1_000);
    land();
    var asked = quota();
    land();
    assertEquals(new Quota(500, 11), asked.assertCompleted().getItem());
  }

  @Test
  void quota_redisUnreachable_tellsWhatIsKnown() {
    admit(2, 1_000);
    land();
    land();
    reachable = false;
    assertEquals(new Quota(500, 2), quota().assertCompleted().getItem());
  }

  @Test
  void quota_callFails_tellsWhatIsKnown() {
    admit(1, 1_000);
    land();
    var asked = quota();
    fail();
    assertEquals(new Quota(500, 1), asked.assertCompleted().getItem());
  }

  @Test
  void tryAdmit_steadyLoad_asksRedisFewTimesASecond() {
    for (int i = 0; i < 3_000; i++) {
      clock.advance(Duration.ofMillis(1));
      if (turnstile.tryAdmit(10_000_000, 0) == null) {
        turnstile.admit(10_000_000, 0).subscribe().withSubscriber(UniAssertSubscriber.create());
      }
      while (!flights.isEmpty()) {
        land();
      }
      redis.calls = i < 1_000 ? 0 : redis.calls;
    }
    assertTrue(redis.calls <= 12, "calls: " + redis.calls);
  }

  private Uni<LeaseReply> lease(LimitKey key, LeaseCall call) {
    return Uni.createFrom().emitter(emitter -> flights.add(new Flight(call, emitter)));
  }

  private List<UniAssertSubscriber<Admission>> admit(int callers, long limit) {
    List<UniAssertSubscriber<Admission>> subscribers = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      subscribers.add(
          turnstile.admit(limit, 500).subscribe().withSubscriber(UniAssertSubscriber.create()));
    }
    return subscribers;
  }

  private UniAssertSubscriber<Quota> quota() {
    return turnstile.quota(1_000, 500).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private void land() {
    Flight flight = flights.remove();
    flight.emitter().complete(redis.answer(flight.call(), clock.epochMillis()));
  }

  private void fail() {
    flights.remove().emitter().fail(new UnavailableException("redis", "test"));
  }

  private static Admission item(UniAssertSubscriber<Admission> subscriber) {
    return subscriber.assertCompleted().getItem();
  }
}
