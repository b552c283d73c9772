package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.access.Admission.Cause;
import ai.agentcache.event.TenantEvent;
import ai.agentcache.time.ManualClock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitEventsTest {

  private static final YearMonth MONTH = YearMonth.of(2026, 11);
  private static final long DOLLAR = 1_000_000_000;

  private final ManualClock clock = new ManualClock();
  private final List<TenantEvent> told = new ArrayList<>();
  private final LimitEvents events = replica();

  private LimitEvents replica() {
    return new LimitEvents(told::add, keyId -> keyId.equals("gone") ? null : "acme", clock);
  }

  @Test
  void quotaUsed_pastEachLevel_isToldOnce() {
    for (long used : List.of(0L, 799L, 800L, 801L, 949L, 950L, 999L, 1_000L)) {
      use(events, "k", MONTH, used, Cause.NONE);
    }
    assertEquals(List.of("quota.warning 80", "quota.warning 95"), lines());
    assertEquals("acme", told.get(0).tenant());
    assertEquals(800, told.get(0).data().getLong("used"));
    assertEquals(1_000, told.get(0).data().getLong("limit"));

    use(events, "k", MONTH, 1_000, Cause.QUOTA);
    use(events, "k", MONTH, 1_000, Cause.QUOTA);
    assertEquals("quota.exceeded 100", lines().get(2));
    assertEquals(3, told.size());
  }

  @Test
  void quotaUsed_pastAllAtOnce_tellsEach() {
    use(events, "k", MONTH, 5, Cause.QUOTA);
    assertEquals(List.of("quota.warning 80", "quota.warning 95", "quota.exceeded 100"), lines());
  }

  @Test
  void quotaUsed_nextMonthOrOtherKey_isToldAgain() {
    use(events, "k", MONTH, 800, Cause.NONE);
    use(events, "k", MONTH.plusMonths(1), 800, Cause.NONE);
    use(events, "other", MONTH, 800, Cause.NONE);
    assertEquals(3, told.size());
    assertEquals(3, told.stream().map(TenantEvent::id).distinct().count());
  }

  @Test
  void quotaUsed_onTwoReplicas_isTheSameEvent() {
    use(events, "k", MONTH, 800, Cause.NONE);
    use(replica(), "k", MONTH, 812, Cause.NONE);
    assertEquals(told.get(0).id(), told.get(1).id());
    use(replica(), "k", MONTH, 990, Cause.NONE);
    assertNotEquals(told.get(0).id(), told.get(3).id());
  }

  @Test
  void quotaUsed_noQuotaNoTenantOrNoKey_isNotTold() {
    use(events, "gone", MONTH, 900, Cause.NONE);
    LeaseCall free = new LeaseCall(1, 0, 1, 0, Collections.emptySortedMap(), MONTH, 0);
    events.quotaUsed(new LimitKey("k", true), free, reply(900, Cause.NONE));
    events.quotaUsed(new LimitKey("agent/a", false), call(MONTH), reply(900, Cause.RATE));
    use(events, "k", MONTH, 10, Cause.RATE);
    assertEquals(List.of(), told);
  }

  @Test
  void budgetSpent_pastEachLevel_isToldOnce() {
    Caller caller = new Caller("acme", "k", Caller.Role.LIVE, 1, 0, 10 * DOLLAR, null);
    for (double spent : new double[] {1, 7.99, 8, 9, 9.5, 9.9, 10, 12}) {
      events.budgetSpent(caller, new Budget(10 * DOLLAR, (long) (spent * DOLLAR)));
    }
    assertEquals(List.of("budget.warning 80", "budget.warning 95", "budget.exceeded 100"), lines());
    assertTrue(told.get(0).data().getString("message").contains("$10"));
    events.budgetSpent(caller, new Budget(0, 99));
    assertEquals(3, told.size());
  }

  private static void use(LimitEvents to, String key, YearMonth month, long used, Cause cause) {
    to.quotaUsed(new LimitKey(key, true), call(month), reply(used, cause));
  }

  private static LeaseCall call(YearMonth month) {
    return new LeaseCall(100, 1_000, 1, 0, Collections.emptySortedMap(), month, 0);
  }

  private static LeaseReply reply(long used, Cause cause) {
    return new LeaseReply(1, 1, 0, 0, used, cause, 0);
  }

  private List<String> lines() {
    return told.stream()
        .map(event -> event.type().label() + " " + event.data().getInteger("percent"))
        .toList();
  }
}
