package ai.agentcache.webhook;

import ai.agentcache.time.Clock;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Delivers events. Looks from time to time for endpoints whose turn it is, claims as many as there
 * is room for, posts to each the oldest event that waits for it, and looks again.
 */
@Singleton
@Startup
final class Courier {

  /** How much longer than a try its lease is: the time to write down what came of it. */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  private final CourierStore store;
  private final Posting posting;
  private final CourierMetrics metrics;
  private final Clock clock;
  private final Vertx vertx;
  private final Rooms rooms;
  private final Verdict.Patience patience;
  private final Duration lease;
  private final long timer;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean closed;

  Courier(
      CourierStore store,
      Posting posting,
      CourierMetrics metrics,
      Clock clock,
      Vertx vertx,
      WebhookConfig config) {
    this.store = store;
    this.posting = posting;
    this.metrics = metrics;
    this.clock = clock;
    this.vertx = vertx;
    this.rooms = new Rooms(config.concurrency(), config.concurrencyPerTenant());
    this.patience = Verdict.Patience.of(config.retries());
    this.lease = config.totalTimeout().plus(SETTLING);
    this.timer = vertx.setPeriodic(config.poll().toMillis(), id -> look());
  }

  /** Begins what is due, unless somebody is at it. */
  void look() {
    if (!closed && rooms.isFree() && looking.compareAndSet(false, true)) {
      store
          .claim(rooms.room(), clock.instant(), lease)
          .onTermination()
          .invoke(() -> looking.set(false))
          .subscribe()
          .with(this::begin, failure -> Log.debugf("deliveries wait: %s", failure.getMessage()));
    }
  }

  private void begin(List<Errand> errands) {
    errands.forEach(
        errand -> {
          rooms.enter(errand.owner());
          run(errand)
              .onTermination()
              .invoke(() -> rooms.leave(errand.owner()))
              .subscribe()
              .with(
                  done -> look(),
                  failure ->
                      Log.warnf(
                          "A delivery of %s may be made again, as its outcome could not be written:"
                              + " %s",
                          errand.message().type(), failure.getMessage()));
        });
  }

  /** Makes one delivery and writes down what came of it. */
  Uni<Boolean> run(Errand errand) {
    return posting
        .post(errand.endpoint(), errand.message())
        .chain(outcome -> settle(errand, outcome));
  }

  private Uni<Boolean> settle(Errand errand, Outcome outcome) {
    Instant now = clock.instant();
    double random = ThreadLocalRandom.current().nextDouble();
    Verdict verdict = Verdict.of(errand, outcome, patience, now, random);
    return store
        .settle(errand, outcome, verdict, now)
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
        .atMost(4)
        .invoke(written -> tell(errand, verdict, written));
  }

  private void tell(Errand errand, Verdict verdict, boolean written) {
    if (!written) {
      return;
    }
    metrics.tried(verdict.result());
    String off = verdict.off();
    if (off != null) {
      metrics.switchedOff();
      Log.warnf("Webhook %s is switched off: %s", errand.webhook().id(), off);
    }
  }

  @PreDestroy
  void close() {
    closed = true;
    vertx.cancelTimer(timer);
  }
}
