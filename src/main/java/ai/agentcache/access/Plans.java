package ai.agentcache.access;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The limits of each plan, for keys that have none of their own. */
@Singleton
final class Plans {

  private final AccessConfig config;

  Plans(AccessConfig config) {
    this.config = config;
  }

  /** The holder of a key; a limit that is null is the plan's. */
  Caller caller(
      String tenant,
      String keyId,
      Plan plan,
      @Nullable Long rateLimit,
      @Nullable Long quota,
      @Nullable String userScope) {
    return new Caller(
        tenant,
        keyId,
        plan.role(),
        rateLimit(plan, rateLimit),
        monthlyQuota(plan, quota),
        userScope);
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
