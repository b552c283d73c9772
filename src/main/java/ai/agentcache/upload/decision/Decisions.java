package ai.agentcache.upload.decision;

import ai.agentcache.access.Caller;
import ai.agentcache.postgres.Unwritten;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.resilience.WriteBehind;
import ai.agentcache.time.Clock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was decided. Nobody waits for a decision to be stored: it is in memory at once, and written
 * behind.
 */
@Singleton
public final class Decisions implements Unwritten {

  private static final int BATCH = 100;

  private final DecisionStore store;
  private final Clock clock;
  private final Duration keep;
  private final Cache<UUID, DecisionRow> recent;
  private final Cache<Told, Outcome> ended;
  private final WriteBehind<DecisionRow> unwritten;
  private final WriteBehind<Outcome> outcomes;
  private final Event<Followed> followed;

  /**
   * Who has told of a decision; that it is theirs is for the store to see.
   *
   * @param user the one user they act for, null for all of the tenant
   */
  private record Told(String tenant, @Nullable String user, UUID decision) {}

  Decisions(
      DecisionStore store,
      Clock clock,
      DecisionConfig config,
      Event<Followed> followed,
      MeterRegistry metrics) {
    this.store = store;
    this.clock = clock;
    this.keep = config.keep();
    this.followed = followed;
    this.recent = memory(clock, config);
    this.ended = memory(clock, config);
    this.unwritten =
        new WriteBehind<>(
            "agentcache.upload.decisions", BATCH, store::insert, config.queue(), metrics);
    this.outcomes =
        new WriteBehind<>(
            "agentcache.upload.outcomes", BATCH, this::finish, config.queue(), metrics);
  }

  private static <K, V> Cache<K, V> memory(Clock clock, DecisionConfig config) {
    return Caffeine.newBuilder()
        .maximumSize(config.memory())
        .expireAfterWrite(config.memoryFor())
        .ticker(clock::nanos)
        .executor(Runnable::run)
        .build();
  }

  /** Keeps a decision. */
  public void add(Decision decision) {
    DecisionRow row = DecisionRow.of(decision);
    recent.put(row.id(), row);
    unwritten.add(row);
  }

  /**
   * A decision of the caller's tenant, and of a user that the key acts for, as a document; empty if
   * there is none, or it is too old. Fails with {@link UnavailableException} if it is not in memory
   * and the store is away.
   */
  public Uni<Optional<JsonObject>> find(Caller caller, UUID id) {
    String tenant = caller.tenant();
    return known(tenant, id)
        .map(
            found ->
                found
                    .filter(document -> caller.actsFor(DecisionDocument.user(document)))
                    .map(document -> withEnd(tenant, id, document)));
  }

  private Uni<Optional<JsonObject>> known(String tenant, UUID id) {
    DecisionRow row = recent.getIfPresent(id);
    if (row == null) {
      return store.find(tenant, id, clock.instant().minus(keep));
    }
    return Uni.createFrom()
        .item(
            row.tenant().equals(tenant)
                ? Optional.of(DecisionDocument.read(row.document()))
                : Optional.empty());
  }

  /** With how it ended, if that was said here and may not be written yet. */
  private JsonObject withEnd(String tenant, UUID id, JsonObject document) {
    Outcome outcome = ended.getIfPresent(new Told(tenant, null, id));
    if (outcome == null) {
      outcome = ended.getIfPresent(new Told(tenant, DecisionDocument.user(document), id));
    }
    return outcome == null || document.getValue("actual") != null
        ? document
        : DecisionDocument.with(
            document,
            outcome.seconds(),
            outcome.bytes(),
            DecisionDocument.prediction(document).seconds());
  }

  /**
   * What was predicted; empty if there is no such decision that the caller may see, or nobody can
   * say. Never fails.
   */
  public Uni<Optional<Prediction>> predicted(Caller caller, UUID id) {
    return find(caller, id)
        .map(found -> found.map(DecisionDocument::prediction))
        .onFailure(UnavailableException.class)
        .recoverWithItem(Optional.empty());
  }

  /**
   * Takes how the upload that followed a decision went, to compare it with what was predicted. The
   * first word counts, and is told as {@link Followed} once it is written; never waits, and passes
   * over what is no decision of the caller's tenant, or of a user that the key does not act for.
   *
   * @param seconds how long it took
   * @param bytes what was sent
   * @param edges the edges it says it used, each once
   */
  public void finished(
      Caller caller, UUID decision, double seconds, long bytes, List<String> edges) {
    if (seconds > 0 && bytes >= 0) {
      Outcome outcome = new Outcome(caller, decision, seconds, bytes, edges, clock.instant());
      Told told = new Told(caller.tenant(), caller.userScope(), decision);
      if (ended.asMap().putIfAbsent(told, outcome) == null) {
        outcomes.add(outcome);
      }
    }
  }

  private Uni<Void> finish(List<Outcome> batch) {
    return store.finish(batch).invoke(first -> first.forEach(followed::fire)).replaceWithVoid();
  }

  /** Writes what waits, decisions before how they went; never fails. */
  @Override
  public Uni<Void> flush() {
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
