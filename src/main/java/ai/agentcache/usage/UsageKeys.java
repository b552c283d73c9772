package ai.agentcache.usage;

/** The keys of usage in Redis. Those of one tenant share a hash slot. */
final class UsageKeys {

  /** A sorted set: tenants by the second of their last usage (give or take ten minutes). */
  static final String TENANTS = "agentcache:usage:tenants";

  /** Set while a replica has looked for anomalies not long ago. */
  static final String ANOMALIES = "agentcache:usage:anomalies";

  private UsageKeys() {}

  /** The hash of one bucket. */
  static String bucket(String tenant, Period period, long start) {
    return prefix(tenant) + period.label() + ":" + start;
  }

  /** The number of the last batch that was taken from a replica. */
  static String replica(String tenant, String replica) {
    return prefix(tenant) + "replica:" + replica;
  }

  private static String prefix(String tenant) {
    return "agentcache:usage:{" + tenant + "}:";
  }
}
