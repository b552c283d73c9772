package ai.agentcache.agent.progress;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.resilience.UnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes updates to Postgres and then removes them from the stream. Where some of many cannot be
 * applied it finds them by halves; what fails on its own time and again is given up, put among the
 * dead letters, counted and logged.
 */
@Singleton
final class ProgressWriter {

  private final ApplyingStore postgres;
  private final ProgressStreamStore stream;
  private final RedisGateway redis;
  private final Event<ProgressApplied> applied;
  private final Counter rounds;
  private final Counter batches;
  private final Counter written;
  private final Counter dead;

  ProgressWriter(
      ApplyingStore postgres,
      ProgressStreamStore stream,
      RedisGateway redis,
      Event<ProgressApplied> applied,
      MeterRegistry metrics) {
    this.postgres = postgres;
    this.stream = stream;
    this.redis = redis;
    this.applied = applied;
    this.rounds = metrics.counter("agentcache.agent.progress.writes");
    this.batches = metrics.counter("agentcache.agent.progress.batches");
    this.written = metrics.counter("agentcache.agent.progress.updates");
    this.dead = metrics.counter("agentcache.agent.progress.dead");
  }

  /**
   * Writes updates; those that are done with are let go of by their batcher.
   *
   * @return fails with {@link UnavailableException} when Postgres cannot be reached: the rest waits
   */
  Uni<Void> write(List<Update> updates, Batcher batcher) {
    return postgres
        .apply(updates)
        .invoke(() -> wrote(updates))
        .chain(() -> settle(updates, batcher))
        .onFailure(failure -> !(failure instanceof UnavailableException))
        .recoverWithUni(failure -> isolate(updates, batcher, failure));
  }

  /** Also of updates that had been applied before: whoever did it may not have come to telling. */
  private void wrote(List<Update> updates) {
    rounds.increment();
    batches.increment((double) updates.stream().map(Update::batchId).distinct().count());
    written.increment(updates.size());
    applied.fire(
        new ProgressApplied(updates.stream().map(Update::user).collect(Collectors.toSet())));
  }

  /** Those that stay in the stream because Redis is away are found there again, and known. */
  private Uni<Void> settle(List<Update> updates, Batcher batcher) {
    Map<Integer, List<Update>> byPartition =
        updates.stream().collect(Collectors.groupingBy(update -> update.place().partition()));
    List<Uni<Void>> settling =
        byPartition.entrySet().stream()
            .map(entry -> stream.settle(entry.getKey(), entry.getValue()))
            .toList();
    return Uni.join()
        .all(settling)
        .andCollectFailures()
        .onFailure()
        .invoke(failure -> Log.debugf("applied updates stay in the stream: %s", failure))
        .onFailure()
        .recoverWithNull()
        .invoke(() -> batcher.settled(updates))
        .replaceWithVoid();
  }

  private Uni<Void> isolate(List<Update> updates, Batcher batcher, Throwable failure) {
    if (updates.size() == 1) {
      return failed(updates.get(0), batcher, failure);
    }
    int half = updates.size() / 2;
    return write(updates.subList(0, half), batcher)
        .chain(() -> write(updates.subList(half, updates.size()), batcher));
  }

  private Uni<Void> failed(Update update, Batcher batcher, Throwable failure) {
    if (!batcher.failed(update, redis.epochMicros() / 1_000)) {
      return Uni.createFrom().voidItem();
    }
    // In this order: an update that is noted as done with would be dropped by whoever takes it
    // next, and one that is buried is taken by nobody who could tell of it.
    return passingOver(postgres.tell(update, reason(failure)))
        .chain(() -> bury(update.place(), update.batchId(), reason(failure)))
        .chain(() -> passingOver(postgres.giveUp(update)))
        .invoke(() -> batcher.settled(List.of(update)));
  }

  /** Postgres may be away, but must not refuse. */
  private static Uni<Void> passingOver(Uni<Void> noted) {
    return noted.onFailure(unfit -> !(unfit instanceof UnavailableException)).recoverWithNull();
  }

  /** Puts what nobody can read among the dead letters. */
  Uni<Void> bury(Update.Place place, String batchId, String reason) {
    return stream
        .bury(place, batchId, reason)
        .invoke(
            buried -> {
              if (!buried) {
                return;
              }
              dead.increment();
              Log.errorf(
                  "Update %s of stream %d cannot be applied and is kept as a dead letter: %s",
                  place.id(), place.partition(), reason);
            })
        .replaceWithVoid();
  }

  /** Messages of other failures may quote what an agent has sent. */
  private static String reason(Throwable failure) {
    return failure instanceof UnfitException
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getSimpleName();
  }
}
