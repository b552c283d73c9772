package ai.agentcache.agent.progress;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings updates from Redis to Postgres: several times a second it takes what has come in, and
 * writes the batches whose time has come. One round at a time.
 */
@Singleton
@Startup
public final class ProgressConsumer {

  private static final String START = "0-0";

  private final ProgressStreamStore stream;
  private final Membership membership;
  private final ProgressWriter writer;
  private final RedisGateway redis;
  private final Vertx vertx;
  private final Clock clock;
  private final ProgressConfig config;
  private final Batcher batcher;
  private final String[] cursors = new String[Partition.COUNT];
  private final AtomicBoolean busy = new AtomicBoolean();
  private final long timer;
  private volatile Uni<Void> round = Uni.createFrom().voidItem();
  private volatile boolean stopping;
  private volatile int atOnce;
  private boolean claimedBefore;
  private long claimedAt;

  ProgressConsumer(
      ProgressStreamStore stream,
      Membership membership,
      ProgressWriter writer,
      RedisGateway redis,
      Vertx vertx,
      Clock clock,
      ProgressConfig config,
      MeterRegistry metrics) {
    this.stream = stream;
    this.membership = membership;
    this.writer = writer;
    this.redis = redis;
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
    this.batcher = new Batcher(config.batchItems(), config.batchAge().toMillis());
    this.atOnce = config.writtenAtOnce();
    Arrays.fill(cursors, START);
    metrics.gauge("agentcache.agent.progress.held", batcher, Batcher::held);
    metrics.gauge("agentcache.agent.progress.lag", this, own -> own.lag().toMillis() / 1_000.0);
    this.timer = vertx.setPeriodic(config.poll().toMillis(), id -> tick());
  }

  /** How long ago the oldest batch was opened that this replica holds. */
  public Duration lag() {
    return Duration.ofMillis(batcher.lagMillis(now()));
  }

  /** How many updates this replica holds. */
  public int held() {
    return batcher.held();
  }

  private long now() {
    return redis.epochMicros() / 1_000;
  }

  private void tick() {
    if (stopping || !busy.compareAndSet(false, true)) {
      return;
    }
    Uni<Void> next =
        Uni.createFrom()
            .deferred(this::takeAndWrite)
            .onFailure()
            .invoke(ProgressConsumer::failed)
            .onFailure()
            .recoverWithNull()
            .memoize()
            .indefinitely();
    round = next;
    next.subscribe().with(done -> busy.set(false));
  }

  private static void failed(Throwable failure) {
    if (failure instanceof UnavailableException) {
      Log.debugf("progress waits: %s", failure.getMessage());
    } else {
      Log.errorf(failure, "Progress cannot be taken on");
    }
  }

  private Uni<Void> takeAndWrite() {
    return take()
        .onFailure()
        .invoke(ProgressConsumer::failed)
        .onFailure()
        .recoverWithItem(false)
        .call(() -> write(false))
        .repeat()
        .whilst(more -> more && !stopping)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Takes what has come in; whether there is more. */
  private Uni<Boolean> take() {
    if (batcher.held() >= config.held()
        || batcher.heldBytes() >= config.heldBytes().asLongValue()) {
      return Uni.createFrom().item(false);
    }
    return membership.partitions().chain(own -> takeFrom(own));
  }

  private Uni<Boolean> takeFrom(List<Integer> partitions) {
    if (partitions.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    boolean claims = claimsNow();
    List<Uni<Boolean>> taking = new ArrayList<>();
    partitions.forEach(
        partition ->
            taking.add(
                stream
                    .take(partition, claims, cursors[partition])
                    .call(taken -> hold(partition, taken))
                    .map(taken -> mayHaveMore(taken))
                    .onFailure()
                    .invoke(ProgressConsumer::failed)
                    .onFailure()
                    .recoverWithItem(false)));
    return Uni.join().all(taking).andCollectFailures().map(full -> full.contains(true));
  }

  private static boolean mayHaveMore(Taken taken) {
    return taken.entries().size() >= ProgressStreamStore.MOST_TAKEN
        || !taken.cursor().equals(START);
  }

  /** What a dead replica has left is taken over in one go, however much it is. */
  private boolean claimsNow() {
    long now = clock.nanos();
    boolean inTheMiddle = Arrays.stream(cursors).anyMatch(cursor -> !cursor.equals(START));
    if (claimedBefore && !inTheMiddle && now - claimedAt < config.claimEvery().toNanos()) {
      return false;
    }
    claimedBefore = true;
    claimedAt = now;
    return true;
  }

  private Uni<Void> hold(int partition, Taken taken) {
    cursors[partition] = taken.cursor();
    Uni<Void> buried = Uni.createFrom().voidItem();
    for (Taken.Entry entry : taken.entries()) {
      try {
        batcher.add(Update.decode(entry.place(), entry.fields()));
      } catch (IllegalArgumentException e) {
        String batch = entry.fields().getOrDefault(Update.BATCH, "");
        buried = buried.chain(() -> writer.bury(entry.place(), batch, "it cannot be read"));
      }
    }
    return buried;
  }

  private Uni<Void> write(boolean all) {
    return Uni.createFrom()
        .deferred(() -> writeSome(all))
        .repeat()
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Half as much next time when it did not go through, for it may have been too much. */
  private Uni<Boolean> writeSome(boolean all) {
    List<Update> due = batcher.due(now(), atOnce, all);
    return due.isEmpty()
        ? Uni.createFrom().item(false)
        : writer
            .write(due, batcher)
            .onFailure(UnavailableException.class)
            .invoke(() -> atOnce = Math.max(1, atOnce / 2))
            .invoke(() -> atOnce = Math.min(config.writtenAtOnce(), atOnce * 2))
            .replaceWith(true);
  }

  /** Writes everything that is held, and lets the other replicas take over. */
  Uni<Void> stop() {
    stopping = true;
    vertx.cancelTimer(timer);
    return round.chain(membership::leave).onFailure().recoverWithNull().chain(() -> write(true));
  }

  @PreDestroy
  void close() {
    stopping = true;
    vertx.cancelTimer(timer);
  }
}
