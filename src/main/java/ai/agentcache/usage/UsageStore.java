package ai.agentcache.usage;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Usage in Redis: one hash for each tenant, period and bucket of time. Everything fails with {@link
 * ai.agentcache.resilience.UnavailableException} while Redis is away.
 */
@Singleton
final class UsageStore {

  private static final Script FLUSH = Script.load("usage-flush.lua");
  private static final long ANNOUNCE_SECONDS = 600;

  private final RedisGateway redis;
  private final Clock clock;
  private final int maxDimensions;
  private final BucketCache cache;
  private final String replica = UUID.randomUUID().toString();
  private final ConcurrentHashMap<String, Long> announced = new ConcurrentHashMap<>();

  UsageStore(RedisGateway redis, Clock clock, UsageConfig config) {
    this.redis = redis;
    this.clock = clock;
    this.maxDimensions = config.maxDimensions();
    this.cache = new BucketCache(config.bucketCache());
  }

  /** Adds a batch, at most once however often it is sent. */
  Uni<Void> add(Batch batch) {
    FlushCall call = FlushCall.of(batch, replica, maxDimensions);
    Uni<@Nullable Response> added = redis.eval(FLUSH, call.keys(), call.args());
    return Uni.join()
        .all(added, announce(batch.tenant()))
        .andFailFast()
        .invoke(() -> cache.changed(batch))
        .replaceWithVoid();
  }

  /** All buckets of the period that ends at a moment, oldest first. */
  Uni<List<Bucket>> buckets(String tenant, Period period, long end) {
    SortedMap<Long, Bucket> known = cached(tenant, period, end);
    long now = clock.epochSeconds();
    List<Long> missing =
        period.buckets(end).stream().filter(start -> !known.containsKey(start)).toList();
    return redis
        .batch(missing.stream().map(start -> read(tenant, period, start)).toList())
        .map(
            replies -> {
              for (int i = 0; i < missing.size(); i++) {
                Bucket bucket = bucket(tenant, missing.get(i), replies.get(i));
                cache.put(tenant, period, bucket, now);
                known.put(bucket.start(), bucket);
              }
              return new ArrayList<>(known.values());
            });
  }

  /** The buckets of the period that are in memory, by where they begin. */
  SortedMap<Long, Bucket> cached(String tenant, Period period, long end) {
    SortedMap<Long, Bucket> known = new TreeMap<>();
    for (long start : period.buckets(end)) {
      Bucket bucket = cache.get(tenant, period, start);
      if (bucket != null) {
        known.put(start, bucket);
      }
    }
    return known;
  }

  /** Tenants with usage since a moment, epoch seconds. */
  Uni<List<String>> tenants(long since) {
    String from = Long.toString(since - ANNOUNCE_SECONDS);
    return redis
        .send(
            Request.cmd(Command.ZRANGE).arg(UsageKeys.TENANTS).arg(from).arg("+inf").arg("BYSCORE"))
        .map(UsageStore::strings);
  }

  /** Whether it is this replica's turn to look for anomalies; nobody else's for that long. */
  Uni<Boolean> takeTurn(Duration period) {
    return redis
        .send(
            Request.cmd(Command.SET)
                .arg(UsageKeys.ANOMALIES)
                .arg(replica)
                .arg("NX")
                .arg("PX")
                .arg(Math.max(1, period.toMillis() * 9 / 10)))
        .map(taken -> taken != null);
  }

  private static List<String> strings(@Nullable Response reply) {
    return reply == null
        ? List.of()
        : StreamSupport.stream(reply.spliterator(), false).map(Response::toString).toList();
  }

  private static Request read(String tenant, Period period, long start) {
    return Request.cmd(Command.HGETALL).arg(UsageKeys.bucket(tenant, period, start));
  }

  private static Bucket bucket(String tenant, long start, @Nullable Response reply) {
    BucketFields fields = new BucketFields(tenant);
    if (reply != null) {
      for (String field : reply.getKeys()) {
        fields.read(field, reply.get(field).toLong());
      }
    }
    return new Bucket(start, fields.rows());
  }

  private Uni<@Nullable Response> announce(String tenant) {
    long now = clock.epochSeconds();
    Long last = announced.get(tenant);
    if (last != null && now - last < ANNOUNCE_SECONDS) {
      return Uni.createFrom().nullItem();
    }
    return redis
        .send(Request.cmd(Command.ZADD).arg(UsageKeys.TENANTS).arg(now).arg(tenant))
        .invoke(() -> announced.put(tenant, now));
  }
}
