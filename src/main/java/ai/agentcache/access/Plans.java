package ai.agentcache.access;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The limits of each plan, for keys that have none of their own. */
@Singleton
final class Plans {

  private final AccessConfig config;

  Plans(AccessConfig config) {
    this.config = config;
  }

  /** The holder of a key; a limit that is null in its terms is the plan's. */
  Caller caller(String tenant, String keyId, KeyRecord.Terms terms) {
    Plan plan = terms.plan();
    return new Caller(
        tenant,
        keyId,
        plan.role(),
        rateLimit(plan, terms.rateLimit()),
        monthlyQuota(plan, terms.monthlyQuota()),
        nanos(terms.monthlyBudget()),
        terms.userScope());
  }

  /** Dollars as nano-dollars; no budget is less than one of them. */
  private static long nanos(@Nullable BigDecimal dollars) {
    if (dollars == null) {
      return 0;
    }
    BigDecimal nanos = dollars.movePointRight(9).min(BigDecimal.valueOf(Long.MAX_VALUE));
    return Math.max(1, nanos.longValue());
  }

  /** Requests a minute. */
  long rateLimit(Plan plan, @Nullable Long own) {
    if (own != null) {
      return own;
    }
    return plan == Plan.LIVE ? config.liveRequestsPerMinute() : config.demoRequestsPerMinute();
  }

  /** Requests a month, 0 for any number. */
  long monthlyQuota(Plan plan, @Nullable Long own) {
    if (own != null) {
      return own;
    }
    return plan == Plan.LIVE ? config.liveMonthlyQuota() : config.demoMonthlyQuota();
  }
}
