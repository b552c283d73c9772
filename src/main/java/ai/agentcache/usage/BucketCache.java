package ai.agentcache.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Buckets that are over, kept for a while so that reading a long period costs one small read. A
 * bucket may still change when another replica brings late counts; they show when it expires here.
 */
final class BucketCache {

  private static final long MOST_ROWS = 100_000;

  /** Replicas need this long to flush the end of a bucket. */
  private static final long SETTLE_SECONDS = 5;

  private record Key(String tenant, Period period, long start) {}

  private final Cache<Key, Bucket> buckets;

  BucketCache(Duration life) {
    this.buckets =
        Caffeine.newBuilder()
            .maximumWeight(MOST_ROWS)
            .weigher((Key key, Bucket bucket) -> 1 + bucket.rows().size())
            .expireAfterWrite(life)
            .executor(Runnable::run)
            .build();
  }

  @Nullable Bucket get(String tenant, Period period, long start) {
    return buckets.getIfPresent(new Key(tenant, period, start));
  }

  void put(String tenant, Period period, Bucket bucket, long now) {
    if (bucket.start() + period.width() + SETTLE_SECONDS <= now) {
      buckets.put(new Key(tenant, period, bucket.start()), bucket);
    }
  }

  /** Forgets what the batch has changed. */
  void changed(Batch batch) {
    for (UsageRow row : batch.rows()) {
      for (Period period : Period.values()) {
        buckets.invalidate(new Key(batch.tenant(), period, period.bucketOf(row.time())));
      }
    }
  }
}
