package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.ManualClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetsTest {

  private static final long DOLLAR = 1_000_000_000;

  private final ManualClock clock = new ManualClock();
  private final Map<String, Long> redis = new HashMap<>();
  private final Set<Long> taken = new HashSet<>();
  private final List<Booking> sent = new ArrayList<>();
  private boolean away;
  private boolean deaf;
  private final Budgets budgets = new Budgets(clock, this::book, this::sums, this::hear);
  private final List<Budget> heard = new ArrayList<>();
  private final Caller caller = caller("key", DOLLAR);

  private static Caller caller(String id, long budget) {
    return new Caller("tenant", id, Caller.Role.LIVE, 500, 0, budget, null);
  }

  /** What the script does; deaf, it does so and its answer is lost. */
  private Uni<Long> book(Booking booking) {
    sent.add(booking);
    String key = booking.keyId() + booking.month();
    if (!away && booking.number() > 0 && taken.add(booking.number())) {
      redis.merge(key, booking.nanos(), Long::sum);
    }
    return away || deaf
        ? Uni.createFrom().failure(new UnavailableException("redis", "away"))
        : Uni.createFrom().item(redis.getOrDefault(key, 0L));
  }

  private void hear(Caller who, Budget budget) {
    heard.add(budget);
  }

  private Uni<List<Long>> sums(List<String> ids, YearMonth month) {
    return away
        ? Uni.createFrom().failure(new UnavailableException("redis", "away"))
        : Uni.createFrom()
            .item(ids.stream().map(id -> redis.getOrDefault(id + month, 0L)).toList());
  }

  private boolean allowed(Caller who) {
    UniAssertSubscriber<Void> asked =
        budgets.require(who).subscribe().withSubscriber(UniAssertSubscriber.create());
    if (asked.getFailure() == null) {
      asked.assertCompleted();
      return true;
    }
    assertInstanceOf(OverBudgetException.class, asked.getFailure());
    return false;
  }

  private void pass(Duration time) {
    clock.advance(time);
    budgets.tick();
  }

  private String month() {
    return YearMonth.from(clock.instant().atOffset(java.time.ZoneOffset.UTC)).toString();
  }

  @Test
  void require_untilTheBudgetIsSpent_letsThrough() {
    assertTrue(allowed(caller));
    budgets.spend(caller, DOLLAR - 1);
    assertTrue(allowed(caller));
    budgets.spend(caller, 1);
    assertFalse(allowed(caller));
    assertTrue(budgets.isSpent(caller));
    assertEquals(DOLLAR, redis.get("key" + month()));
  }

  @Test
  void require_overBudget_saysWhatAndUntilWhen() {
    budgets.spend(caller, DOLLAR + DOLLAR / 4);
    OverBudgetException refused =
        assertThrows(
            OverBudgetException.class, () -> budgets.require(caller).await().indefinitely());
    assertEquals(ErrorCode.BUDGET_EXCEEDED, refused.told().code());
    String reset = QuotaMonth.resetsAt(clock.instant()).toString();
    assertTrue(refused.told().details().startsWith("$1.25 of $1 of this month are spent"));
    assertTrue(refused.told().details().contains(reset), refused.told().details());
    long until = QuotaMonth.resetsAt(clock.instant()).getEpochSecond() - clock.epochSeconds();
    assertTrue(refused.told().retryAfterSeconds() >= until);
    assertTrue(refused.isOf(caller));
    assertFalse(refused.isOf(caller("another", DOLLAR)));
  }

  @Test
  void spend_andRequire_tellWhatRedisSaid() {
    assertTrue(allowed(caller));
    budgets.spend(caller, DOLLAR / 2);
    redis.put("key" + month(), DOLLAR);
    clock.advance(Duration.ofMillis(1_001));
    assertFalse(allowed(caller));
    assertEquals(
        List.of(new Budget(DOLLAR, 0), new Budget(DOLLAR, DOLLAR / 2), new Budget(DOLLAR, DOLLAR)),
        heard);
  }

  @Test
  void require_withoutABudget_asksNobody() {
    Caller free = caller("free", 0);
    budgets.spend(free, 5 * DOLLAR);
    assertTrue(allowed(free));
    assertEquals(List.of(), sent);
    pass(Duration.ofSeconds(1));
    assertEquals(5 * DOLLAR, redis.get("free" + month()));
  }

  @Test
  void require_withinASecond_asksRedisOnce() {
    for (int i = 0; i < 50; i++) {
      assertTrue(allowed(caller));
    }
    assertEquals(1, sent.size());
  }

  @Test
  void require_whenAnotherReplicaHasSpentIt_refusesWithinASecond() {
    assertTrue(allowed(caller));
    redis.put("key" + month(), DOLLAR);
    clock.advance(Duration.ofMillis(1_001));
    assertFalse(allowed(caller));
  }

  @Test
  void require_inTheNextMonth_letsThroughAgain() {
    budgets.spend(caller, DOLLAR);
    assertFalse(allowed(caller));
    clock.advance(Duration.between(clock.instant(), QuotaMonth.resetsAt(clock.instant())));
    assertTrue(allowed(caller));
  }

  @Test
  void spend_whileRedisIsAway_decidesByWhatIsKnownAndIsBookedLater() {
    redis.put("key" + month(), DOLLAR / 2);
    assertTrue(allowed(caller));
    away = true;
    budgets.spend(caller, DOLLAR / 4);
    pass(Duration.ofSeconds(2));
    assertTrue(allowed(caller));
    budgets.spend(caller, DOLLAR / 4);
    assertFalse(allowed(caller));
    pass(Duration.ofHours(20));
    assertEquals(1, budgets.size(), "what is owed is not forgotten");
    away = false;
    pass(Duration.ofSeconds(1));
    assertEquals(DOLLAR, redis.get("key" + month()));
    assertFalse(allowed(caller));
  }

  @Test
  void spend_whenTheAnswerOfRedisIsLost_isBookedOnce() {
    deaf = true;
    budgets.spend(caller, 7);
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    deaf = false;
    budgets.spend(caller, 5);
    pass(Duration.ofSeconds(1));
    assertEquals(12, redis.get("key" + month()));
  }

  @Test
  void spend_inTwoMonthsWhileRedisIsAway_isBookedInEach() {
    away = true;
    String first = month();
    budgets.spend(caller, 7);
    clock.advance(Duration.between(clock.instant(), QuotaMonth.resetsAt(clock.instant())));
    budgets.spend(caller, 5);
    away = false;
    pass(Duration.ofSeconds(1));
    assertEquals(7, redis.get("key" + first));
    assertEquals(5, redis.get("key" + month()));
  }

  @Test
  void spend_ofAnIncredibleAmount_isCappedAndNothingIsNot() {
    budgets.spend(caller, Long.MAX_VALUE);
    budgets.spend(caller, Long.MAX_VALUE);
    budgets.spend(caller, 0);
    budgets.spend(caller, -5);
    assertEquals(2 * Budgets.MOST_NANOS, redis.get("key" + month()));
  }

  @Test
  void spentBy_withRedisAndWithout_tellsWhatIsKnown() {
    redis.put("other" + month(), 3L);
    Caller free = caller("free", 0);
    budgets.spend(free, 4);
    List<String> ids = List.of("other", "free", "none");
    assertEquals(
        Map.of("other", 3L, "free", 4L, "none", 0L), budgets.spentBy(ids).await().indefinitely());
    away = true;
    assertEquals(Map.of("free", 4L), budgets.spentBy(ids).await().indefinitely());
  }

  @Test
  void tick_afterIdleMinutes_forgetsWhatIsBooked() {
    budgets.spend(caller, 4);
    pass(Duration.ofMinutes(11));
    assertEquals(0, budgets.size());
    budgets.spend(caller, 4);
    assertEquals(8, redis.get("key" + month()));
  }
}
