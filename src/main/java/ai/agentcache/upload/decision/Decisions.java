package ai.agentcache.upload.decision;

import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import ai.agentcache.upload.edge.WriteBehind;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What was decided. Nobody waits for a decision to be stored: it is in memory at once, and written
 * behind.
 */
@Singleton
public final class Decisions {

  private final DecisionStore store;
  private final Clock clock;
  private final Duration keep;
  private final Cache<UUID, Decision> recent;
  private final WriteBehind<Decision> unwritten;
  private final WriteBehind<Outcome> outcomes;

  Decisions(DecisionStore store, Clock clock, DecisionConfig config, MeterRegistry metrics) {
    this.store = store;
    this.clock = clock;
    this.keep = config.keep();
    this.recent =
        Caffeine.newBuilder()
            .maximumSize(config.memory())
            .expireAfterWrite(config.memoryFor())
            .ticker(clock::nanos)
            .executor(Runnable::run)
            .build();
    this.unwritten = new WriteBehind<>("decisions", store::insert, config.queue(), metrics);
    this.outcomes = new WriteBehind<>("outcomes", store::finish, config.queue(), metrics);
  }

  /** Keeps a decision. */
  public void add(Decision decision) {
    recent.put(decision.id(), decision);
    unwritten.add(decision);
  }

  /**
   * A decision of a tenant as a document; empty if there is none, or it is too old. Fails with
   * {@link UnavailableException} if it is not in memory and the store is away.
   */
  public Uni<Optional<JsonObject>> find(String tenant, UUID id) {
    Decision known = recent.getIfPresent(id);
    if (known != null) {
      return Uni.createFrom().item(ofTenant(tenant, known));
    }
    return store.find(tenant, id, clock.instant().minus(keep));
  }

  private static Optional<JsonObject> ofTenant(String tenant, Decision decision) {
    return decision.asked().tenant().equals(tenant)
        ? Optional.of(DecisionDocument.of(decision).putNull("actual"))
        : Optional.empty();
  }

  /**
   * Takes how the upload that followed a decision went, to compare it with what was predicted. The
   * first word counts; never waits, and passes over what is no decision of that tenant.
   *
   * @param seconds how long it took
   * @param bytes what was sent
   */
  public void finished(String tenant, UUID decision, double seconds, long bytes) {
    if (seconds > 0 && bytes >= 0) {
      recent.invalidate(decision);
      outcomes.add(new Outcome(tenant, decision, seconds, bytes, clock.instant()));
    }
  }

  /** Writes what waits, decisions before how they went; never fails. */
  Uni<Void> flush() {
    return unwritten.flush().chain(outcomes::flush);
  }

  /** Deletes what is too old, in steps; fails when the store is away. */
  Uni<Void> prune(int steps, int rows) {
    return store
        .prune(clock.instant().minus(keep), rows)
        .chain(
            deleted ->
                deleted == rows && steps > 1
                    ? prune(steps - 1, rows)
                    : Uni.createFrom().voidItem());
  }
}
