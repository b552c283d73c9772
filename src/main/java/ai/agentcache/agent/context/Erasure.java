package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.ErasedLetters;
import ai.agentcache.agent.progress.ProgressStreamStore;
import ai.agentcache.agent.progress.UserKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Forgets a user: what waits in Redis is void from a moment by the clock of Redis, by which it was
 * accepted, and everything else is removed. Needs both stores; what one has done does no harm when
 * the other fails, and the call may be repeated.
 */
@Singleton
final class Erasure {

  private final ProgressStreamStore stream;
  private final ErasureStore store;
  private final Contexts contexts;

  Erasure(ProgressStreamStore stream, ErasureStore store, Contexts contexts) {
    this.stream = stream;
    this.store = store;
    this.contexts = contexts;
  }

  /** Removes everything of a user and says what that was. */
  Uni<Erased> erase(UserKey user) {
    return stream
        .erase(user)
        .chain(
            letters ->
                contexts
                    .changing(user, store.erase(user, moment(letters)))
                    .map(erased -> erased.withDeadLetters(letters.letters())));
  }

  private static Instant moment(ErasedLetters letters) {
    return Instant.EPOCH.plus(letters.epochMicros(), ChronoUnit.MICROS);
  }
}
