package ai.agentcache.agent.progress;

/**
 * Updates that could not be applied and lie aside.
 *
 * @param count how many
 * @param newestMillis when the youngest was laid aside, by Redis' clock; 0 if there are none
 */
record DeadLetters(long count, long newestMillis) {

  static final DeadLetters NONE = new DeadLetters(0, 0);

  DeadLetters and(DeadLetters others) {
    return new DeadLetters(count + others.count, Math.max(newestMillis, others.newestMillis));
  }
}
