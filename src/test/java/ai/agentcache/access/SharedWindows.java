package ai.agentcache.access;

import static java.lang.Math.max;
import static java.lang.Math.min;

import ai.agentcache.access.Admission.Cause;
import java.util.Map;
import java.util.TreeMap;

/** What the script does in Redis, for one limit, in the plainest words: the model of the tests. */
final class SharedWindows {

  final TreeMap<Long, Long> counts = new TreeMap<>();
  final TreeMap<String, Long> quotas = new TreeMap<>();
  long calls;

  /**
   * @param now Redis' clock, epoch milliseconds
   */
  LeaseReply answer(LeaseCall call, long now) {
    calls++;
    long second = now / 1_000;
    call.changes().forEach((at, change) -> charge(second, min(at, second), change));
    counts.headMap(second - 60).clear();
    long used = counts.values().stream().mapToLong(n -> n).sum();
    long quotaUsed = quotas.getOrDefault(call.month().toString(), 0L);
    long free = max(0, call.limit() - used);
    Cause scarce = Cause.RATE;
    if (call.quota() > 0 && call.quota() - quotaUsed <= free) {
      free = max(0, call.quota() - quotaUsed);
      scarce = Cause.QUOTA;
    }
    long granted = min(call.needed(), free);
    granted += max(0, min(call.extra(), (free - granted) / 8));
    if (granted > 0) {
      charge(second, second, granted);
    }
    boolean refused = granted < call.needed();
    return new LeaseReply(
        granted,
        max(0, call.limit() - used - granted),
        counts.isEmpty() ? now : (counts.lastKey() + 61) * 1_000,
        refused && scarce == Cause.RATE ? retryAfter(call.limit(), now) : 0,
        quotaUsed + granted,
        refused ? scarce : Cause.NONE,
        now);
  }

  /** Requests admitted in the window that ends now. */
  long used() {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  long used(String month) {
    return quotas.getOrDefault(month, 0L);
  }

  private void charge(long second, long at, long change) {
    if (at >= second - 60) {
      counts.merge(at, change, Long::sum);
      counts.values().removeIf(n -> n <= 0);
    }
    quotas.merge(QuotaMonth.of(at).toString(), change, Long::sum);
    quotas.values().removeIf(n -> n <= 0);
  }

  private long retryAfter(long limit, long now) {
    long left = used();
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      left -= entry.getValue();
      if (left < limit) {
        return (entry.getKey() + 61) * 1_000 - now;
      }
    }
    return (now / 1_000 + 121) * 1_000 - now;
  }
}
