package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.guard.Guard;

/**
 * How a provider is at the moment.
 *
 * @param available whether it would be asked if it were chosen
 * @param underWay calls under way
 * @param latencyMicros typical time until it begins to answer, microseconds; 0 if not known
 */
record Condition(boolean available, int underWay, long latencyMicros) {

  /** Well, idle, and never asked. */
  static final Condition IDLE = new Condition(true, 0, 0);

  static Condition of(Guard guard) {
    return new Condition(guard.takesCalls(), guard.underWay(), guard.latencyMicros());
  }
}
