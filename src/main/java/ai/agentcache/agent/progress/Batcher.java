package ai.agentcache.agent.progress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Updates that this replica has taken and not settled yet, and which of them are to be written now:
 * batches that are full or old enough. Does no I/O. May be asked by any thread.
 */
final class Batcher {

  /** After so many failures of an update on its own it is given up. */
  static final int MOST_FAILURES = 3;

  private static final long PAUSE_MILLIS = 1_000;

  private final int items;
  private final long ageMillis;
  private final Map<String, Map<Update.Place, Update>> batches = new LinkedHashMap<>();
  private final Map<Update.Place, Suspect> suspects = new HashMap<>();
  private int held;
  private long heldBytes;

  /** An update that failed on its own. */
  private record Suspect(int failures, long notBeforeMillis) {}

  /**
   * @param items updates of a full batch
   * @param ageMillis after which a batch is written as it is
   */
  Batcher(int items, long ageMillis) {
    this.items = items;
    this.ageMillis = ageMillis;
  }

  /** Takes an update, unless it is held already. */
  synchronized void add(Update update) {
    Map<Update.Place, Update> batch =
        batches.computeIfAbsent(update.batchId(), id -> new LinkedHashMap<>());
    if (batch.putIfAbsent(update.place(), update) == null) {
      held++;
      heldBytes += update.bytes();
    }
  }

  /** How many updates are held. */
  synchronized int held() {
    return held;
  }

  /** How long they are together. */
  synchronized long heldBytes() {
    return heldBytes;
  }

  /**
   * What is to be written now. Stays held until it is {@link #settled}.
   *
   * @param epochMillis now, by the clock by which batches were opened
   * @param most about how many updates at once; a batch is not divided
   * @param all whether those are included whose time has not come
   */
  synchronized List<Update> due(long epochMillis, int most, boolean all) {
    List<Update> due = new ArrayList<>();
    for (Map<Update.Place, Update> batch : batches.values()) {
      if (due.size() >= most) {
        break;
      }
      if (all || isDue(batch.values(), epochMillis)) {
        batch.values().stream().filter(update -> !rests(update, epochMillis)).forEach(due::add);
      }
    }
    return due;
  }

  private boolean isDue(Collection<Update> batch, long epochMillis) {
    return batch.size() >= items
        || batch.iterator().next().openedMillis() + ageMillis <= epochMillis;
  }

  private boolean rests(Update update, long epochMillis) {
    Suspect suspect = suspects.get(update.place());
    return suspect != null && epochMillis < suspect.notBeforeMillis();
  }

  /** Lets go of updates that have been written or given up. */
  synchronized void settled(Collection<Update> updates) {
    for (Update update : updates) {
      suspects.remove(update.place());
      Map<Update.Place, Update> batch = batches.get(update.batchId());
      if (batch != null && batch.remove(update.place()) != null) {
        held--;
        heldBytes -= update.bytes();
        if (batch.isEmpty()) {
          batches.remove(update.batchId());
        }
      }
    }
  }

  /** Notes that an update failed on its own, and says whether it is to be given up. */
  synchronized boolean failed(Update update, long epochMillis) {
    Suspect before = suspects.get(update.place());
    int failures = before == null ? 1 : before.failures() + 1;
    suspects.put(update.place(), new Suspect(failures, epochMillis + PAUSE_MILLIS));
    return failures >= MOST_FAILURES;
  }

  /** How old the oldest batch is, milliseconds; 0 when there is none. */
  synchronized long lagMillis(long epochMillis) {
    return batches.values().stream()
        .mapToLong(batch -> epochMillis - batch.values().iterator().next().openedMillis())
        .max()
        .orElse(0);
  }
}
