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
import org.jspecify.annotations.Nullable;

/**
 * What was decided. Nobody waits for a decision to be stored: it is in memory at once, and written
 * behind.
 */
@Singleton
public final class Decisions {

  private final DecisionStore store;
  private final Clock clock;
  private final Duration keep;
  private final Cache<UUID, Recent> recent;
  private final Cache<UUID, Outcome> ended;
  private final WriteBehind<Decision> unwritten;
  private final WriteBehind<Outcome> outcomes;

  private record Recent(Decision decision, @Nullable Outcome outcome) {

    boolean isOf(String tenant) {
      return decision.asked().tenant().equals(tenant);
    }

    Recent finished(Outcome how) {
      return isOf(how.tenant()) && outcome == null ? new Recent(decision, how) : this;
    }

    JsonObject document() {
      return DecisionDocument.with(
          DecisionDocument.of(decision),
          outcome == null ? null : outcome.seconds(),
          outcome == null ? null : outcome.bytes(),
          decision.prediction().seconds());
    }
  }

  Decisions(DecisionStore store, Clock clock, DecisionConfig config, MeterRegistry metrics) {
    this.store = store;
    this.clock = clock;
    this.keep = config.keep();
    this.recent = memory(clock, config);
    this.ended = memory(clock, config);
    this.unwritten = new WriteBehind<>("decisions", store::insert, config.queue(), metrics);
    this.outcomes = new WriteBehind<>("outcomes", store::finish, config.queue(), metrics);
  }

  private static <T> Cache<UUID, T> memory(Clock clock, DecisionConfig config) {
    return Caffeine.newBuilder()
        .maximumSize(config.memory())
        .expireAfterWrite(config.memoryFor())
        .ticker(clock::nanos)
        .executor(Runnable::run)
        .build();
  }

  /** Keeps a decision. */
  public void add(Decision decision) {
    recent.put(decision.id(), new Recent(decision, null));
    unwritten.add(decision);
  }

  /**
   * A decision of a tenant as a document; empty if there is none, or it is too old. Fails with
   * {@link UnavailableException} if it is not in memory and the store is away.
   */
  public Uni<Optional<JsonObject>> find(String tenant, UUID id) {
    Recent known = recent.getIfPresent(id);
    return known == null
        ? store
            .find(tenant, id, clock.instant().minus(keep))
            .map(found -> found.map(document -> withEnd(tenant, id, document)))
        : Uni.createFrom()
            .item(known.isOf(tenant) ? Optional.of(known.document()) : Optional.empty());
  }

  /** With how it ended, if that was said here and may not be written yet. */
  private JsonObject withEnd(String tenant, UUID id, JsonObject document) {
    Outcome outcome = ended.getIfPresent(id);
    return outcome == null
            || !outcome.tenant().equals(tenant)
            || document.getValue("actual") != null
        ? document
        : DecisionDocument.with(
            document,
            outcome.seconds(),
            outcome.bytes(),
            DecisionDocument.prediction(document).seconds());
  }

  /**
   * What was predicted; empty if there is no such decision of that tenant, or nobody can say. Never
   * fails.
   */
  public Uni<Optional<Prediction>> predicted(String tenant, UUID id) {
    return find(tenant, id)
        .map(found -> found.map(DecisionDocument::prediction))
        .onFailure(UnavailableException.class)
        .recoverWithItem(Optional.empty());
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
      Outcome outcome = new Outcome(tenant, decision, seconds, bytes, clock.instant());
      recent.asMap().computeIfPresent(decision, (id, known) -> known.finished(outcome));
      ended.asMap().putIfAbsent(decision, outcome);
      outcomes.add(outcome);
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
