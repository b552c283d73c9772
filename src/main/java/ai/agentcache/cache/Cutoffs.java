package ai.agentcache.cache;

import ai.agentcache.redis.KeyTracking;
import ai.agentcache.redis.RedisGateway;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Invalidation in constant time: a cutoff says that of a set of entries those stored up to some
 * moment are void. Nothing is searched or deleted; an entry is checked against the cutoffs of the
 * sets it belongs to when it is read, and what is void ends with its time to live.
 *
 * <p>Cutoffs are moments of Redis' clock, so replicas with differing clocks agree. What is known of
 * them is kept in memory as long as key tracking vouches for it.
 */
@Singleton
final class Cutoffs implements KeyTracking.Listener {

  private final CutoffStore store;
  private final RedisGateway redis;
  private final KeyTracking tracking;
  private final Generations generations;
  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(20_000).executor(Runnable::run).build();

  private record Known(long micros, long generation) {}

  Cutoffs(CutoffStore store, RedisGateway redis, KeyTracking tracking, Generations generations) {
    this.store = store;
    this.redis = redis;
    this.tracking = tracking;
    this.generations = generations;
    tracking.listen(CutoffStore.PREFIX, this);
  }

  /** Makes void what the selector names and was stored up to {@code olderThanSeconds} ago. */
  Uni<Void> cut(String tenant, Selector selector, long olderThanSeconds) {
    long micros = redis.epochMicros() - olderThanSeconds * 1_000_000;
    return store.raise(tenant, selector, micros).invoke(() -> generations.advance(tenant));
  }

  /**
   * The latest cutoff of the sets that hold an entry with these parts, tags aside; null if memory
   * does not know.
   */
  @Nullable Long remembered(
      String tenant, String namespace, String provider, String model, @Nullable String tag) {
    if (!tracking.live()) {
      return null;
    }
    Known cutoff = known.getIfPresent(name(tenant, namespace, provider, model, tag));
    return cutoff == null || cutoff.generation() != generations.of(tenant) ? null : cutoff.micros();
  }

  /** The same, from Redis when memory does not know. */
  Uni<Long> latest(
      String tenant, String namespace, String provider, String model, @Nullable String tag) {
    Long remembered = remembered(tenant, namespace, provider, model, tag);
    if (remembered != null) {
      return Uni.createFrom().item(remembered);
    }
    long generation = generations.of(tenant);
    return store
        .latest(tenant, Selector.containing(namespace, provider, model, tag))
        .invoke(
            micros ->
                known.put(
                    name(tenant, namespace, provider, model, tag), new Known(micros, generation)));
  }

  /** Whether an entry of which only the tags have not been looked at yet is void by one of them. */
  Uni<Boolean> voidByTag(String tenant, Entry entry) {
    if (entry.tags().isEmpty()) {
      return Uni.createFrom().item(false);
    }
    CacheKey key = entry.key();
    List<Uni<Long>> cutoffs = new ArrayList<>();
    for (String tag : entry.tags()) {
      cutoffs.add(latest(tenant, key.namespace(), key.provider(), key.model(), tag));
    }
    return Uni.join()
        .all(cutoffs)
        .andFailFast()
        .map(all -> all.stream().anyMatch(micros -> entry.storedAtMicros() <= micros));
  }

  @Override
  public void changed(String key) {
    generations.advance(CutoffStore.tenantOf(key));
  }

  @Override
  public void reset() {
    generations.advanceAll();
    known.invalidateAll();
  }

  private static String name(
      String tenant, String namespace, String provider, String model, @Nullable String tag) {
    return tenant
        + '\n'
        + namespace
        + '\n'
        + provider
        + '\n'
        + model
        + '\n'
        + (tag == null ? "" : tag);
  }
}
