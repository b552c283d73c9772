package ai.agentcache.cache;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.usage.UsageRecorder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the cache: in the memory of this replica, and in Redis. Every entry that is
 * answered has named its own key and tenant, is within its time to live, and no cutoff has made it
 * void.
 *
 * <p>When Redis cannot be reached nothing fails: reading is a degraded miss, and writing says that
 * nothing was stored.
 */
@Singleton
final class Shelf {

  private static final Logger LOG = Logger.getLogger(Shelf.class);
  private static final long SECOND = 1_000_000;

  private final NearCache near;
  private final EntryStore store;
  private final Cutoffs cutoffs;
  private final Generations generations;
  private final Offload offload;
  private final RedisGateway redis;
  private final UsageRecorder usage;
  private final Envelope envelope;
  private final Counter mismatches;

  Shelf(
      NearCache near,
      EntryStore store,
      Cutoffs cutoffs,
      Generations generations,
      Offload offload,
      RedisGateway redis,
      UsageRecorder usage,
      CacheConfig config,
      MeterRegistry registry) {
    this.near = near;
    this.store = store;
    this.cutoffs = cutoffs;
    this.generations = generations;
    this.offload = offload;
    this.redis = redis;
    this.usage = usage;
    this.envelope = new Envelope(config.compressFromBytes(), config.maxValueBytes());
    this.mismatches =
        Counter.builder("agentcache.cache.mismatches")
            .description("Stored values that were not what their key promised")
            .register(registry);
  }

  /** What memory holds; null when it does not know, which says nothing about Redis. */
  @Nullable Hit near(String tenant, String redisKey, long nanos) {
    Hit hit = near.get(tenant, redisKey, nanos);
    return hit == null || hit.entry().isExpired(now()) ? null : hit;
  }

  /** Looks in Redis and, when tracking vouches for it, keeps what it finds in memory. */
  Uni<Lookup> read(String tenant, CacheKey key, String redisKey) {
    return find(tenant, key, redisKey, false);
  }

  /** The same, but finds entries past their life, too, if they are kept. */
  Uni<Lookup> recall(String tenant, CacheKey key) {
    return find(tenant, key, key.redisKey(tenant), true);
  }

  private Uni<Lookup> find(String tenant, CacheKey key, String redisKey, boolean expired) {
    NearCache.Ticket ticket = near.ticket(tenant, redisKey);
    return valid(tenant, key, redisKey)
        .onItemOrFailure()
        .transform(
            (entry, failure) ->
                failure == null ? keep(tenant, redisKey, entry, ticket, expired) : unread(failure));
  }

  private Lookup keep(
      String tenant,
      String redisKey,
      @Nullable Entry entry,
      NearCache.Ticket ticket,
      boolean expired) {
    if (entry == null) {
      return Lookup.MISS;
    }
    boolean over = entry.isExpired(now());
    if (over && !expired) {
      return Lookup.MISS;
    }
    Hit hit = Hit.of(entry, Tier.REDIS, usage.handle(entry.dimensions()));
    if (!over) {
      near.put(tenant, redisKey, hit, ticket);
    }
    return new Lookup(hit, false);
  }

  private static Lookup unread(Throwable failure) {
    if (failure instanceof UnavailableException) {
      return Lookup.DEGRADED;
    }
    throw failure instanceof RuntimeException unexpected
        ? unexpected
        : new IllegalStateException(failure);
  }

  /** The entry in Redis unless it is void; value and cutoffs come in one flight. */
  private Uni<@Nullable Entry> valid(String tenant, CacheKey key, String redisKey) {
    Long known = cutoffs.remembered(tenant, key.namespace(), key.provider(), key.model(), null);
    return known == null
        ? readWithCutoff(tenant, key, redisKey)
        : store.read(redisKey, packed -> decode(tenant, key, packed, known));
  }

  private Uni<@Nullable Entry> readWithCutoff(String tenant, CacheKey key, String redisKey) {
    Uni<Long> cutoff = cutoffs.latest(tenant, key.namespace(), key.provider(), key.model(), null);
    return Uni.combine()
        .all()
        .unis(store.read(redisKey, Uni.createFrom()::item), cutoff)
        .asTuple()
        .chain(both -> decode(tenant, key, both.getItem1(), both.getItem2()));
  }

  private Uni<@Nullable Entry> decode(String tenant, CacheKey key, byte[] packed, long cutoff) {
    if (packed.length == 0) {
      return Uni.createFrom().nullItem();
    }
    if (!offload.takes(packed.length)) {
      return unlessVoidByTag(tenant, decoded(tenant, key, packed, cutoff));
    }
    return offload
        .run(packed.length, () -> decoded(tenant, key, packed, cutoff))
        .chain(entry -> unlessVoidByTag(tenant, entry));
  }

  private @Nullable Entry decoded(String tenant, CacheKey key, byte[] packed, long cutoff) {
    Entry entry = envelope.decode(packed, tenant, key).orElse(null);
    if (entry == null) {
      mismatches.increment();
      return null;
    }
    return entry.storedAtMicros() <= cutoff ? null : entry;
  }

  private Uni<@Nullable Entry> unlessVoidByTag(String tenant, @Nullable Entry entry) {
    if (entry == null || entry.tags().isEmpty()) {
      return Uni.createFrom().item(entry);
    }
    return cutoffs.voidByTag(tenant, entry).map(isVoid -> isVoid ? null : entry);
  }

  /** Stores an entry; whether Redis has it now. */
  Uni<Boolean> write(Entry entry) {
    return write(entry, 0);
  }

  /** Stores an entry and keeps it so many seconds past its life; whether Redis has it now. */
  Uni<Boolean> write(Entry entry, long keepSeconds) {
    String redisKey = entry.key().redisKey(entry.tenant());
    return offload
        .run(entry.response().length(), () -> envelope.encode(entry))
        .chain(packed -> store.write(redisKey, packed, entry.ttlSeconds() + keepSeconds))
        .replaceWith(true)
        .onFailure(UnavailableException.class)
        .recoverWithItem(Shelf::notStored);
  }

  private static boolean notStored(Throwable failure) {
    LOG.debugf("not stored: %s", failure.getMessage());
    return false;
  }

  /**
   * Whether an invalidation has made void what was stored at the time of this entry, which itself
   * need not be stored; fails with {@link UnavailableException} without Redis.
   */
  Uni<Boolean> isVoid(Entry entry) {
    CacheKey key = entry.key();
    return cutoffs
        .latest(entry.tenant(), key.namespace(), key.provider(), key.model(), null)
        .chain(
            micros ->
                entry.storedAtMicros() <= micros
                    ? Uni.createFrom().item(true)
                    : cutoffs.voidByTag(entry.tenant(), entry));
  }

  /** Has somebody told of every change of an entry, until the answer is run. */
  Runnable watch(String tenant, CacheKey key, Runnable changed) {
    return near.watch(key.redisKey(tenant), changed);
  }

  /** How many invalidations of a tenant this replica has heard of. */
  long invalidations(String tenant) {
    return generations.invalidationsOf(tenant);
  }

  /** Removes one entry if it is of the set and at least so old; whether there was one. */
  Uni<Boolean> remove(String tenant, CacheKey key, Selector selector, long olderThanSeconds) {
    String redisKey = key.redisKey(tenant);
    long latest = now() - olderThanSeconds * SECOND;
    return valid(tenant, key, redisKey)
        .chain(
            entry ->
                entry != null && selector.matches(entry) && entry.storedAtMicros() <= latest
                    ? store.remove(redisKey)
                    : Uni.createFrom().item(false));
  }

  /** Makes void all entries of a set that are at least so old, in constant time. */
  Uni<Void> invalidate(String tenant, Selector selector, long olderThanSeconds) {
    return cutoffs.cut(tenant, selector, olderThanSeconds);
  }

  /** Now, microseconds since the epoch, by the clock that all replicas share. */
  long now() {
    return redis.epochMicros();
  }
}
