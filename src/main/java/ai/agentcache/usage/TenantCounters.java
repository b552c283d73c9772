package ai.agentcache.usage;

import ai.agentcache.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/** The live counters of one tenant, and no more of them than the limit allows. */
final class TenantCounters {

  private final int limit;
  private final Queue<Counters> dirty;
  private final ConcurrentHashMap<Dimensions, Counters> live = new ConcurrentHashMap<>();

  TenantCounters(int limit, Queue<Counters> dirty) {
    this.limit = limit;
    this.dirty = dirty;
  }

  Counters of(Dimensions dimensions, Clock clock) {
    Counters counters = live.get(dimensions);
    return counters != null ? counters : admit(dimensions, clock.nanos());
  }

  /** A race of several threads may go a few over the limit, which does no harm. */
  private Counters admit(Dimensions dimensions, long now) {
    if (live.size() < limit) {
      return put(dimensions, Overflow.tidy(dimensions), now);
    }
    Dimensions others = Overflow.ofNamespace(Overflow.tidy(dimensions));
    if (live.containsKey(others) || live.size() < 2 * limit) {
      return put(others, others, now);
    }
    Dimensions rest = Overflow.ofTenant(dimensions);
    return put(rest, rest, now);
  }

  private Counters put(Dimensions key, Dimensions counted, long now) {
    return live.computeIfAbsent(key, k -> new Counters(counted, dirty, now));
  }

  int size() {
    return live.size();
  }

  /** Forgets what was not used for so long; true when nothing is left. */
  boolean sweep(long now, long idleNanos) {
    live.values().removeIf(counters -> counters.idle(now, idleNanos));
    return live.isEmpty();
  }
}
