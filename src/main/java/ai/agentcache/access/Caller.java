package ai.agentcache.access;

/**
 * Who calls.
 *
 * @param tenant the tenant's id, {@code [a-z0-9-]{1,64}}
 * @param keyId the public id of the key
 * @param role what the key may do
 * @param requestsPerMinute the limit of the window
 * @param monthlyQuota requests a month, 0 for none
 * @param monthlyBudgetNanos what providers may charge a month, nano-dollars, 0 for any amount
 */
public record Caller(
    String tenant,
    String keyId,
    Role role,
    long requestsPerMinute,
    long monthlyQuota,
    long monthlyBudgetNanos) {

  /** One without a budget. */
  public Caller(String tenant, String keyId, Role role, long requestsPerMinute, long monthlyQuota) {
    this(tenant, keyId, role, requestsPerMinute, monthlyQuota, 0);
  }

  /** What a key may do. */
  public enum Role {
    DEMO,
    LIVE,
    OPERATOR
  }
}
