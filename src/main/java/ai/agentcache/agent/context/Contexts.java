package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.ProgressApplied;
import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Contexts, nearest first: from memory, from Redis, from Postgres. Every change voids what is in
 * the caches: before it, in case this replica does not live to see it done, and after it.
 */
@Singleton
final class Contexts {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 70;

  private final NearContexts near;
  private final ContextCacheStore cache;
  private final ContextStore store;
  private final Clock clock;

  Contexts(NearContexts near, ContextCacheStore cache, ContextStore store, Clock clock) {
    this.near = near;
    this.cache = cache;
    this.store = store;
    this.clock = clock;
  }

  /** The context of a user; one with defaults for a user who is not known. */
  Uni<FoundContext> read(UserKey user) {
    Optional<String> known = near.get(user);
    if (known.isPresent()) {
      return Uni.createFrom().item(new FoundContext(known.get(), true));
    }
    long ticket = near.ticket();
    return cache
        .get(user)
        .onFailure(UnavailableException.class)
        .recoverWithItem(Optional.empty())
        .chain(
            found -> {
              found.ifPresent(document -> near.put(user, document, ticket));
              return found.isPresent()
                  ? Uni.createFrom().item(new FoundContext(found.get(), true))
                  : load(user).invoke(context -> keep(user, context.document()));
            });
  }

  /** The context as the database has it. */
  private Uni<FoundContext> load(UserKey user) {
    return store
        .find(user)
        .map(stored -> ContextDocument.of(user.userId(), stored, clock.instant()))
        .map(document -> new FoundContext(document.toString(), false));
  }

  private void keep(UserKey user, String document) {
    cache
        .put(user, document)
        .subscribe()
        .with(done -> {}, failure -> Log.debugf("a context is not cached: %s", failure));
  }

  /** Changes a context, and answers what it has become. */
  Uni<FoundContext> change(UserKey user, ContextChange change) {
    return changing(user, store.change(user, change)).chain(() -> load(user));
  }

  /** Does what changes anything in the context of a user. */
  <T> Uni<T> changing(UserKey user, Uni<T> work) {
    return cache
        .guard(user)
        .onFailure(UnavailableException.class)
        .recoverWithNull()
        .chain(() -> work)
        .invoke(() -> forget(user));
  }

  void applied(@Observes ProgressApplied progress) {
    progress.users().forEach(this::forget);
  }

  /** Voids what is cached, now or when Redis is back; after that time it is void anyway. */
  private void forget(UserKey user) {
    cache
        .guard(user)
        .onFailure(UnavailableException.class)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(ATTEMPTS)
        .subscribe()
        .with(done -> {}, failure -> Log.debugf("a context stays cached: %s", failure));
  }
}
