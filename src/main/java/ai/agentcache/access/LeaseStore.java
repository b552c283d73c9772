package ai.agentcache.access;

import ai.agentcache.access.Admission.Cause;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The windows and quotas that all replicas share, in Redis. */
@Singleton
class LeaseStore {

  private static final Logger LOG = Logger.getLogger(LeaseStore.class);
  private static final long WARNING_SECONDS = 10;
  private static final Script SCRIPT = Script.load("admit.lua");
  private static final Cause[] CAUSES = Cause.values();

  private final RedisGateway redis;

  private final Clock clock;
  private final AtomicLong nextWarning = new AtomicLong(Long.MIN_VALUE);

  LeaseStore(RedisGateway redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /** Admits, leases and settles in one step; fails with {@link UnavailableException}. */
  Uni<LeaseReply> lease(LimitKey key, LeaseCall call) {
    return redis
        .eval(SCRIPT, key.redisKeys(call.month()), arguments(call))
        .map(LeaseStore::reply)
        .onFailure()
        .invoke(this::warn);
  }

  /** Once in a while: thousands of limits may fail in the same second. */
  private void warn(Throwable failure) {
    long now = clock.epochSeconds();
    long next = nextWarning.get();
    if (now >= next && nextWarning.compareAndSet(next, now + WARNING_SECONDS)) {
      LOG.warnf("Limits are kept by this replica alone for now: %s", failure.getMessage());
    }
  }

  /** Requests of that month by key, leased ones included. */
  Uni<Map<String, Long>> used(List<String> keyIds, YearMonth month) {
    if (keyIds.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return redis
        .batch(
            keyIds.stream()
                .map(id -> new LimitKey(id, true).redisKeys(month).get(1))
                .map(key -> Request.cmd(Command.GET).arg(key))
                .toList())
        .map(
            replies -> {
              Map<String, Long> used = new HashMap<>();
              for (int i = 0; i < keyIds.size(); i++) {
                Response reply = replies.get(i);
                used.put(keyIds.get(i), reply == null ? 0 : reply.toLong());
              }
              return used;
            });
  }

  boolean reachable() {
    return redis.reachable();
  }

  static List<String> arguments(LeaseCall call) {
    List<String> arguments = new ArrayList<>(5 + 2 * call.changes().size());
    arguments.add(Long.toString(call.limit()));
    arguments.add(Long.toString(call.quota()));
    arguments.add(Long.toString(call.needed()));
    arguments.add(Long.toString(call.extra()));
    arguments.add(Long.toString(QuotaMonth.start(call.month())));
    call.changes()
        .forEach(
            (second, change) -> {
              arguments.add(Long.toString(second));
              arguments.add(Long.toString(change));
            });
    return arguments;
  }

  static LeaseReply reply(@Nullable Response response) {
    if (response == null) {
      throw new UnavailableException(RedisGateway.NAME, "no answer to a lease");
    }
    return new LeaseReply(
        response.get(0).toLong(),
        response.get(1).toLong(),
        response.get(2).toLong(),
        response.get(3).toLong(),
        response.get(4).toLong(),
        CAUSES[response.get(5).toInteger()],
        response.get(6).toLong());
  }
}
