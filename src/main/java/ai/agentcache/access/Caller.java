package ai.agentcache.access;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param tenant the tenant's id, {@code [a-z0-9-]{1,64}}
 * @param keyId the public id of the key
 * @param role what the key may do
 * @param requestsPerMinute the limit of the window
 * @param monthlyQuota requests a month, 0 for none
 * @param monthlyBudgetNanos what providers may charge a month, nano-dollars, 0 for any amount
 * @param userScope the one user the key acts for, null for all users of its tenant
 */
public record Caller(
    String tenant,
    String keyId,
    Role role,
    long requestsPerMinute,
    long monthlyQuota,
    long monthlyBudgetNanos,
    @Nullable String userScope) {

  /** One without a budget who acts for all users of its tenant. */
  public Caller(String tenant, String keyId, Role role, long requestsPerMinute, long monthlyQuota) {
    this(tenant, keyId, role, requestsPerMinute, monthlyQuota, 0, null);
  }

  /** Whether the key may act for that user. */
  public boolean actsFor(String userId) {
    return userScope == null || userScope.equals(userId);
  }

  /** What a key may do. */
  public enum Role {
    DEMO,
    LIVE,
    OPERATOR
  }
}
