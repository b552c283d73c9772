package ai.agentcache.agent.context;

import ai.agentcache.access.DataOfUsers;
import ai.agentcache.agent.progress.ErasedLetters;
import ai.agentcache.agent.progress.ProgressStreamStore;
import ai.agentcache.agent.progress.UserKey;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  private final List<DataOfUsers> others;

  Erasure(
      ProgressStreamStore stream,
      ErasureStore store,
      Contexts contexts,
      @All List<DataOfUsers> others) {
    this.stream = stream;
    this.store = store;
    this.contexts = contexts;
    this.others = others;
  }

  /** Removes everything of a user and says what that was. */
  Uni<Erased> erase(UserKey user) {
    return stream
        .erase(user)
        .chain(
            letters ->
                elsewhere(user)
                    .chain(
                        further ->
                            contexts
                                .changing(user, store.erase(user, moment(letters)))
                                .map(erased -> erased.with(letters.letters(), further))));
  }

  private Uni<Map<String, Long>> elsewhere(UserKey user) {
    Uni<Map<String, Long>> removed = Uni.createFrom().item(new TreeMap<>());
    for (DataOfUsers other : others) {
      removed =
          removed.call(
              counts ->
                  other
                      .erase(user.tenant(), user.userId())
                      .invoke(count -> counts.put(other.name(), count)));
    }
    return removed;
  }

  private static Instant moment(ErasedLetters letters) {
    return Instant.EPOCH.plus(letters.epochMicros(), ChronoUnit.MICROS);
  }
}
