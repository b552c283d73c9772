package ai.agentcache.webhook;

import java.util.HashMap;
import java.util.Map;

/** How much one replica does at once, in all and for each owner. Safe for use by many threads. */
final class Rooms {

  private final int most;
  private final int perOwner;
  private final Map<String, Integer> busy = new HashMap<>();
  private int all;

  Rooms(int most, int perOwner) {
    this.most = most;
    this.perOwner = perOwner;
  }

  synchronized boolean isFree() {
    return all < most;
  }

  /** What may be begun now. */
  synchronized CourierStore.Room room() {
    return new CourierStore.Room(most - all, perOwner, Map.copyOf(busy));
  }

  synchronized void enter(String owner) {
    all++;
    busy.merge(owner, 1, Integer::sum);
  }

  synchronized void leave(String owner) {
    all--;
    busy.computeIfPresent(owner, (same, count) -> count == 1 ? null : count - 1);
  }
}
