package ai.agentcache.health;

/**
 * What is known of the service at one moment.
 *
 * @param serving whether it answers requests; not while it shuts down
 * @param redis whether Redis answers
 * @param postgres whether Postgres answers
 * @param providers whether LLM providers answer; degraded when some do not
 * @param redisNanos how long Redis took to answer last, nanoseconds
 */
record Health(boolean serving, boolean redis, boolean postgres, Status providers, long redisNanos) {

  /** The whole service: without its stores it still serves, with less. */
  Status status() {
    if (!serving) {
      return Status.UNHEALTHY;
    }
    return redis && postgres && providers == Status.HEALTHY ? Status.HEALTHY : Status.DEGRADED;
  }
}
