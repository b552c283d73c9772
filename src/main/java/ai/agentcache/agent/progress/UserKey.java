package ai.agentcache.agent.progress;

import java.util.Comparator;

/**
 * A user of a tenant.
 *
 * @param tenant whose user it is
 * @param userId what the tenant's agents call the user
 */
public record UserKey(String tenant, String userId) implements Comparable<UserKey> {

  private static final Comparator<UserKey> ORDER =
      Comparator.comparing(UserKey::tenant).thenComparing(UserKey::userId);

  @Override
  public int compareTo(UserKey other) {
    return ORDER.compare(this, other);
  }
}
