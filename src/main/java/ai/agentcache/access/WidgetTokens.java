package ai.agentcache.access;

import ai.agentcache.time.Clock;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Widget tokens: made, checked without asking anybody, and revoked. Which are revoked is learnt
 * from time to time, all at once; while Postgres is away the last known list decides.
 */
@Singleton
final class WidgetTokens {

  private final WidgetSeal seal;
  private final WidgetTokenStore store;
  private final Clock clock;
  private final Map<UUID, Instant> revokedHere = new ConcurrentHashMap<>();
  private volatile @Nullable Set<UUID> revoked;

  WidgetTokens(WidgetSeal seal, WidgetTokenStore store, Clock clock) {
    this.seal = seal;
    this.store = store;
    this.clock = clock;
  }

  /**
   * A token that was just made.
   *
   * @param text the token itself, to be published
   * @param token what it opens
   */
  record Minted(String text, WidgetToken token) {}

  /** Makes a token. */
  Uni<Minted> mint(Caller caller, NewWidgetToken wish) {
    Instant now = clock.instant();
    Instant end = now.plus(wish.life()).truncatedTo(ChronoUnit.SECONDS);
    WidgetToken token =
        new WidgetToken(UUID.randomUUID(), caller.tenant(), wish.namespace(), wish.userId(), end);
    return store
        .insert(token, caller.keyId(), now)
        .replaceWith(() -> new Minted(seal.seal(token), token));
  }

  /** Ends a token: on this replica at once, on others when they learn of it. */
  Uni<Optional<WidgetTokenStore.Entry>> revoke(Caller caller, UUID id) {
    return store
        .revoke(caller.tenant(), caller.userScope(), id, clock.instant())
        .invoke(found -> found.ifPresent(entry -> revokedHere.put(id, entry.token().expiresAt())));
  }

  /** Tokens that the caller may see and that are not over. */
  Uni<List<WidgetTokenStore.Entry>> list(Caller caller, int limit) {
    return store.list(caller.tenant(), caller.userScope(), clock.instant(), limit);
  }

  /**
   * The token of a text if it may be used; fails with {@code UnavailableException} as long as it
   * was never learnt which are revoked.
   */
  Uni<Optional<WidgetToken>> check(String text) {
    Optional<WidgetToken> token =
        seal.open(text).filter(found -> clock.instant().isBefore(found.expiresAt()));
    if (token.isEmpty()) {
      return Uni.createFrom().item(token);
    }
    Set<UUID> known = revoked;
    return (known == null ? learn() : Uni.createFrom().item(known))
        .map(ended -> token.filter(found -> isLive(found.id(), ended)));
  }

  private boolean isLive(UUID id, Set<UUID> ended) {
    return !ended.contains(id) && !revokedHere.containsKey(id);
  }

  private Uni<Set<UUID>> learn() {
    return store.revoked(clock.instant()).invoke(ended -> revoked = new HashSet<>(ended));
  }

  /** Learns which are revoked, and forgets those that are over; never fails. */
  Uni<Void> refresh() {
    Instant now = clock.instant();
    revokedHere.values().removeIf(end -> now.isAfter(end.plus(Duration.ofMinutes(1))));
    return learn()
        .chain(() -> store.forget(now))
        .onFailure()
        .invoke(failure -> Log.debugf("The revoked widget tokens stay as they are: %s", failure))
        .onFailure()
        .recoverWithNull();
  }
}
