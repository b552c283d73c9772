package ai.agentcache.access;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A minted key as an operator sees it.
 *
 * @param keyId the public id
 * @param tenant whose it is
 * @param name what the operator calls it
 * @param terms its plan and limits
 * @param createdAt when it was minted
 * @param revokedAt when it was revoked, or null
 */
record KeyRecord(
    String keyId,
    String tenant,
    String name,
    Terms terms,
    Instant createdAt,
    @Nullable Instant revokedAt) {

  /**
   * What a key may use; a limit that is null is the plan's.
   *
   * @param plan the plan
   * @param rateLimit requests a minute
   * @param monthlyQuota requests a month
   * @param monthlyBudget US dollars a month, null for any amount
   * @param userScope the one user the key acts for, null for all users of its tenant
   */
  record Terms(
      Plan plan,
      @Nullable Long rateLimit,
      @Nullable Long monthlyQuota,
      @Nullable BigDecimal monthlyBudget,
      @Nullable String userScope) {}
}
