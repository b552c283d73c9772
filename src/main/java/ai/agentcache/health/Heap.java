package ai.agentcache.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** The heap. */
final class Heap {

  private Heap() {}

  /**
   * The share of the heap that was in use after the last collection, 0 to 1: what is garbage does
   * not count. Before any collection, and where nobody tells, that of now.
   */
  static double used() {
    long used = 0;
    boolean known = false;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage kept = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      if (kept != null) {
        used += kept.getUsed();
        known |= kept.getUsed() > 0;
      }
    }
    MemoryUsage now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long most = now.getMax() > 0 ? now.getMax() : now.getCommitted();
    return most <= 0 ? 0 : (double) (known ? used : now.getUsed()) / most;
  }
}
