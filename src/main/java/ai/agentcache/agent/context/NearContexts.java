package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.redis.KeyTracking;
import ai.agentcache.time.Clock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Documents of contexts in the memory of this replica, coherent with Redis: used only while every
 * change of a key is told, and dropped when one is. A reader takes a ticket before it asks Redis;
 * what it brings is kept if nothing has changed since.
 */
@Singleton
@Startup
final class NearContexts implements KeyTracking.Listener {

  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final int OVERHEAD = 128;

  private final KeyTracking tracking;
  private final Cache<String, String> documents;
  private final AtomicLong changes = new AtomicLong();

  NearContexts(KeyTracking tracking, Clock clock, ContextConfig config) {
    this.tracking = tracking;
    this.documents =
        Caffeine.newBuilder()
            .maximumWeight(config.nearBytes())
            .weigher((String key, String document) -> OVERHEAD + key.length() + document.length())
            .expireAfterWrite(LIFE)
            .ticker(clock::nanos)
            .executor(Runnable::run)
            .build();
    tracking.listen(ContextCacheStore.PREFIX, this);
  }

  /** The document of a user, if memory has it and can be trusted now. */
  Optional<String> get(UserKey user) {
    return tracking.live()
        ? Optional.ofNullable(documents.getIfPresent(ContextCacheStore.key(user)))
        : Optional.empty();
  }

  /** To be taken before Redis is asked. */
  long ticket() {
    return changes.get();
  }

  /** Keeps what Redis had, unless any document may have changed since the ticket was taken. */
  void put(UserKey user, String document, long ticket) {
    if (!tracking.live()) {
      return;
    }
    String key = ContextCacheStore.key(user);
    documents.put(key, document);
    if (changes.get() != ticket) {
      documents.invalidate(key);
    }
  }

  @Override
  public void changed(String key) {
    changes.incrementAndGet();
    documents.invalidate(key);
  }

  @Override
  public void reset() {
    changes.incrementAndGet();
    documents.invalidateAll();
  }
}
