package ai.agentcache.cache;

import ai.agentcache.redis.KeyTracking;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The near cache: entries in the memory of this replica, bounded in bytes and coherent with Redis.
 *
 * <p>It is consulted only while {@link KeyTracking} is live. A reader takes a ticket before it asks
 * Redis and hands it in with what it got; if the key has changed in between, the entry is not kept.
 * Tickets are striped, so an unrelated change may now and then keep an entry out, never one in.
 */
@Singleton
final class NearCache implements KeyTracking.Listener {

  private static final int STRIPES = 1 << 12;
  private static final int OVERHEAD = 512;

  private final KeyTracking tracking;
  private final Generations generations;
  private final int maxValueBytes;
  private final boolean enabled;
  private final Cache<String, Held> cache;
  private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
  private final AtomicLong resets = new AtomicLong();
  private final ConcurrentHashMap<String, List<Runnable>> watches = new ConcurrentHashMap<>();

  /**
   * What is held.
   *
   * @param hit the answer, ready but for what changes with time
   * @param generation the tenant's generation when it was read
   */
  private record Held(Hit hit, long generation) {}

  /** Proof of when a reader began to read. */
  record Ticket(long change, long reset, long generation) {}

  NearCache(
      KeyTracking tracking, Generations generations, CacheConfig config, MeterRegistry registry) {
    this.tracking = tracking;
    this.generations = generations;
    this.maxValueBytes = config.near().maxValueBytes();
    this.enabled = config.near().maxBytes() > 0;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(config.near().maxBytes())
            .weigher((String key, Held held) -> OVERHEAD + key.length() + held.hit().weight())
            .executor(Runnable::run)
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(registry, cache, "near");
    if (enabled) {
      tracking.listen(CacheKey.PREFIX, this);
    }
  }

  /** What is known under a key, if memory can be trusted now. */
  @Nullable Hit get(String tenant, String redisKey, long nanos) {
    if (!enabled || !tracking.live(nanos)) {
      return null;
    }
    Held held = cache.getIfPresent(redisKey);
    return held == null || held.generation() != generations.of(tenant) ? null : held.hit();
  }

  /** To be taken before Redis is asked. */
  Ticket ticket(String tenant, String redisKey) {
    return new Ticket(changes.get(stripe(redisKey)), resets.get(), generations.of(tenant));
  }

  /** Keeps an entry unless it may have changed since the ticket was taken. */
  void put(String tenant, String redisKey, Hit hit, Ticket ticket) {
    if (!enabled || hit.entry().response().length() > maxValueBytes || !tracking.live()) {
      return;
    }
    cache.put(redisKey, new Held(hit.in(Tier.NEAR), ticket.generation()));
    if (!ticket.equals(ticket(tenant, redisKey))) {
      cache.invalidate(redisKey);
    }
  }

  @Override
  public void changed(String redisKey) {
    changes.incrementAndGet(stripe(redisKey));
    cache.invalidate(redisKey);
    watches.getOrDefault(redisKey, List.of()).forEach(Runnable::run);
  }

  /** Has somebody told of every change of a key that is heard of, until the answer is run. */
  Runnable watch(String redisKey, Runnable watcher) {
    watches.compute(
        redisKey,
        (key, all) -> {
          List<Runnable> some = all == null ? new CopyOnWriteArrayList<>() : all;
          some.add(watcher);
          return some;
        });
    return () ->
        watches.computeIfPresent(
            redisKey,
            (key, all) -> {
              all.remove(watcher);
              return all.isEmpty() ? null : all;
            });
  }

  @Override
  public void reset() {
    resets.incrementAndGet();
    cache.invalidateAll();
  }

  private static int stripe(String redisKey) {
    int hash = redisKey.hashCode();
    return (hash ^ hash >>> 16) & STRIPES - 1;
  }
}
