package ai.agentcache.access;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts each key up to its limit, for ever; stands in for the limiter. */
@Singleton
public class Limiter {

  private final Map<String, AtomicLong> used = new ConcurrentHashMap<>();

  @Nullable Admission tryAdmit(Caller caller) {
    return used.containsKey(caller.keyId()) ? decide(caller) : null;
  }

  Uni<Admission> admit(Caller caller) {
    return Uni.createFrom().item(() -> decide(caller));
  }

  /** What is used of the month. */
  public Uni<Quota> quota(Caller caller) {
    return Uni.createFrom().item(new Quota(caller.monthlyQuota(), 0));
  }

  private Admission decide(Caller caller) {
    long count = used.computeIfAbsent(caller.keyId(), id -> new AtomicLong()).incrementAndGet();
    long limit = caller.requestsPerMinute();
    if (caller.monthlyQuota() > 0 && count > caller.monthlyQuota()) {
      return new Admission(
          false, Admission.Cause.QUOTA, limit, 0, 0, 1, caller.monthlyQuota(), count);
    }
    return count <= limit
        ? new Admission(
            true, Admission.Cause.NONE, limit, limit - count, 0, 0, caller.monthlyQuota(), count)
        : new Admission(false, Admission.Cause.RATE, limit, 0, 0, 12, caller.monthlyQuota(), count);
  }
}
