package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.agentcache.time.ManualClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits that drop out of memory: nothing of them is lost in Redis. */
class ForgottenLimitTest {

  private final ManualClock clock = new ManualClock();
  private final Map<LimitKey, SharedWindows> redis = new HashMap<>();
  private final Limiter limiter =
      new Limiter(
          clock,
          (key, call) -> Uni.createFrom().item(() -> window(key).answer(call, clock.epochMillis())),
          () -> true,
          LimitsConfigTest.config(Map.of("agentcache.limits.max-keys", "1")));
  private final Caller caller = caller("first");

  @BeforeEach
  void leaseMoreThanIsUsed() {
    for (int i = 0; i < 10; i++) {
      limiter.admit(caller).await().indefinitely();
    }
    assertEquals(15, window(LimitKey.of(caller)).used());
  }

  @Test
  void sweep_limitForgottenWithALease_givesTheLeaseBack() {
    limiter.admit(caller("second")).await().indefinitely();
    assertEquals(1, limiter.size());
    clock.advance(Duration.ofSeconds(1));
    limiter.sweep();
    assertEquals(10, window(LimitKey.of(caller)).used());
  }

  @Test
  void tryAdmit_limitIdleForLong_startsAnewAndStillKnowsTheQuota() {
    clock.advance(Duration.ofMinutes(6));
    limiter.sweep();
    assertNull(limiter.tryAdmit(caller));
    assertEquals(11, limiter.admit(caller).await().indefinitely().quotaUsed());
  }

  private SharedWindows window(LimitKey key) {
    return redis.computeIfAbsent(key, k -> new SharedWindows());
  }

  private static Caller caller(String keyId) {
    return new Caller("tenant", keyId, Caller.Role.LIVE, 1_000, 0);
  }
}
