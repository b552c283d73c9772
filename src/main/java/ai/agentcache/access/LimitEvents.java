package ai.agentcache.access;

import ai.agentcache.event.EventType;
import ai.agentcache.event.Events;
import ai.agentcache.event.TenantEvent;
import ai.agentcache.time.Clock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a key comes to the end of its quota or budget: at 80 % and 95 % of it, and when
 * something was refused for it; each once a month, however many replicas see it. Looks at what
 * stores answer anyway, so that no request waits for it.
 */
@Singleton
final class LimitEvents {

  private static final int[] LEVELS = {80, 95};
  private static final int EXCEEDED = 100;
  private static final int MOST_REMEMBERED = 100_000;

  private final Consumer<TenantEvent> events;
  private final Function<String, @Nullable String> tenants;
  private final Clock clock;
  private final Cache<String, Integer> told =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  @Inject
  LimitEvents(Events events, KeyRing ring, ConfiguredKeys configured, Clock clock) {
    this(events::happened, keyId -> tenant(keyId, ring, configured), clock);
  }

  /** With whoever is told, and whoever knows the tenant of a key. */
  LimitEvents(
      Consumer<TenantEvent> events, Function<String, @Nullable String> tenants, Clock clock) {
    this.events = events;
    this.tenants = tenants;
    this.clock = clock;
  }

  private static @Nullable String tenant(String keyId, KeyRing ring, ConfiguredKeys configured) {
    KnownKey known = ring.held(keyId);
    if (known != null) {
      return known.caller().tenant();
    }
    return configured.has(keyId) ? ConfiguredKeys.DEMO_TENANT : null;
  }

  /** Redis said how much of a quota is used. */
  void quotaUsed(LimitKey key, LeaseCall call, LeaseReply reply) {
    if (!key.monthly() || call.quota() == 0) {
      return;
    }
    int level =
        reply.cause() == Admission.Cause.QUOTA ? EXCEEDED : level(reply.quotaUsed(), call.quota());
    String tenant = isNew("quota", key.id(), call.month(), level) ? tenants.apply(key.id()) : null;
    if (tenant != null) {
      JsonObject used = new JsonObject().put("used", reply.quotaUsed()).put("limit", call.quota());
      String what = "its %d requests of this month".formatted(call.quota());
      tell(new Limit("quota", tenant, key.id(), call.month()), level, used, what);
    }
  }

  /** Redis said how much of a budget is spent. */
  void budgetSpent(Caller caller, Budget budget) {
    if (budget.limitNanos() == 0) {
      return;
    }
    YearMonth month = QuotaMonth.of(clock.epochSeconds());
    int level = budget.isSpent() ? EXCEEDED : level(budget.spentNanos(), budget.limitNanos());
    if (isNew("budget", caller.keyId(), month, level)) {
      JsonObject spent =
          new JsonObject()
              .put("spent", Budget.dollars(budget.spentNanos()))
              .put("limit", Budget.dollars(budget.limitNanos()));
      String what =
          "its budget of $%s for this month"
              .formatted(Budget.dollars(budget.limitNanos()).toPlainString());
      tell(new Limit("budget", caller.tenant(), caller.keyId(), month), level, spent, what);
    }
  }

  private record Limit(String kind, String tenant, String keyId, YearMonth month) {
    EventType type(int level) {
      if (kind.equals("quota")) {
        return level == EXCEEDED ? EventType.QUOTA_EXCEEDED : EventType.QUOTA_WARNING;
      }
      return level == EXCEEDED ? EventType.BUDGET_EXCEEDED : EventType.BUDGET_WARNING;
    }
  }

  /** The highest level that is reached, 0 for none; exceeded it is only when something fails. */
  static int level(long used, long limit) {
    int reached = 0;
    for (int level : LEVELS) {
      if (used >= Math.ceil(limit * (level / 100.0))) {
        reached = level;
      }
    }
    return reached;
  }

  private boolean isNew(String kind, String keyId, YearMonth month, int level) {
    if (level == 0) {
      return false;
    }
    Integer before = told.getIfPresent(kind + ' ' + keyId + ' ' + month);
    return before == null || before < level;
  }

  /** Whoever comes past several levels at once is told of each. */
  private void tell(Limit limit, int reached, JsonObject used, String what) {
    String place = limit.kind() + ' ' + limit.keyId() + ' ' + limit.month();
    Integer before = told.asMap().put(place, reached);
    int last = before == null ? 0 : before;
    for (int level : new int[] {LEVELS[0], LEVELS[1], EXCEEDED}) {
      if (level > last && level <= reached) {
        events.accept(event(limit, level, used, what));
      }
    }
  }

  private TenantEvent event(Limit limit, int level, JsonObject used, String what) {
    String message =
        level == EXCEEDED
            ? "Key %s has used up %s.".formatted(limit.keyId(), what)
            : "Key %s has used %d %% of %s.".formatted(limit.keyId(), level, what);
    JsonObject data =
        new JsonObject()
            .put("keyId", limit.keyId())
            .put("percent", level)
            .mergeIn(used)
            .put("month", limit.month().toString())
            .put("message", message);
    return TenantEvent.once(
        limit.keyId() + ' ' + limit.month() + ' ' + level,
        limit.type(level),
        limit.tenant(),
        clock.instant(),
        data);
  }
}
