package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys in memory, so that a key once seen works while no store can be reached.
 *
 * <p>Keys the store does not know are remembered too, for a short time, in a memory of their own: a
 * flood of them cannot push out the good ones. A revocation is written there first and read last,
 * so that no look-up or refresh that was under way can bring the key back.
 */
@Singleton
final class KeyRing {

  private final Function<Collection<String>, Uni<Map<String, KnownKey>>> store;
  private final Clock clock;
  private final AccessConfig.KeyMemory config;
  private final Cache<String, HeldKey> known;
  private final Cache<String, Boolean> unknown;
  private final Map<String, Uni<Optional<KnownKey>>> lookups = new ConcurrentHashMap<>();

  @Inject
  KeyRing(KeyStore store, Clock clock, AccessConfig config) {
    this(store::live, clock, config.keys());
  }

  /** As with a store that answers which of the ids belong to keys that may be used. */
  KeyRing(
      Function<Collection<String>, Uni<Map<String, KnownKey>>> store,
      Clock clock,
      AccessConfig.KeyMemory config) {
    this.store = store;
    this.clock = clock;
    this.config = config;
    known = Caffeine.newBuilder().maximumSize(config.maximum()).build();
    unknown =
        Caffeine.newBuilder()
            .maximumSize(config.maximum())
            .expireAfterWrite(config.unknownFor())
            .ticker(clock::nanos)
            .build();
  }

  /** The key of that id if it is in memory. */
  @Nullable KnownKey held(String keyId) {
    HeldKey held = known.getIfPresent(keyId);
    return held == null ? null : held.use();
  }

  /** Whether the store was asked a short time ago and did not know it, or it was revoked. */
  boolean isUnknown(String keyId) {
    return unknown.getIfPresent(keyId) != null;
  }

  /**
   * Asks the store, once for all who ask at the same time; fails with {@code UnavailableException}
   * when it does not answer.
   */
  Uni<Optional<KnownKey>> find(String keyId) {
    if (lookups.size() >= config.lookups() && !lookups.containsKey(keyId)) {
      return Uni.createFrom()
          .failure(new ApiException(ErrorCode.OVERLOADED, "Try again in a moment."));
    }
    return lookups.computeIfAbsent(keyId, this::lookUp);
  }

  private Uni<Optional<KnownKey>> lookUp(String keyId) {
    return store
        .apply(List.of(keyId))
        .map(found -> remember(keyId, Optional.ofNullable(found.get(keyId))))
        .onTermination()
        .invoke(() -> lookups.remove(keyId))
        .memoize()
        .indefinitely();
  }

  private Optional<KnownKey> remember(String keyId, Optional<KnownKey> found) {
    if (found.isEmpty()) {
      unknown.put(keyId, Boolean.TRUE);
      return found;
    }
    known.put(keyId, new HeldKey(found.get(), clock.nanos()));
    if (isUnknown(keyId)) {
      known.invalidate(keyId);
      return Optional.empty();
    }
    return found;
  }

  /** A key that was minted here works here at once. */
  void add(String keyId, KnownKey key) {
    unknown.invalidate(keyId);
    known.put(keyId, new HeldKey(key, clock.nanos()));
  }

  /** A key that was changed here is changed here at once. */
  void change(Caller holder) {
    known
        .asMap()
        .computeIfPresent(
            holder.keyId(),
            (id, held) -> {
              held.replaceBy(held.look().heldBy(holder));
              return held;
            });
  }

  /** A key that was revoked here stops here at once. */
  void revoke(String keyId) {
    unknown.put(keyId, Boolean.TRUE);
    known.invalidate(keyId);
  }

  /** Compares all keys in memory with the store in one query; never fails. */
  Uni<Void> refresh() {
    List<String> keyIds = List.copyOf(known.asMap().keySet());
    if (keyIds.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return store
        .apply(keyIds)
        .invoke(live -> compare(keyIds, live))
        .onFailure()
        .invoke(failure -> Log.debugf("The keys in memory stay as they are: %s", failure))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private void compare(Collection<String> keyIds, Map<String, KnownKey> live) {
    long now = clock.nanos();
    keyIds.forEach(keyId -> compare(keyId, live.get(keyId), now));
  }

  private void compare(String keyId, @Nullable KnownKey live, long now) {
    known
        .asMap()
        .computeIfPresent(
            keyId,
            (id, held) -> {
              if (live == null || held.idle(now, config.idle().toNanos())) {
                return null;
              }
              held.replaceBy(live);
              return held;
            });
  }
}
