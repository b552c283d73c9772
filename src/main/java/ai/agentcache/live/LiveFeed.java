package ai.agentcache.live;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks from time to time on behalf of those who listen, once for each audience however many it is,
 * and not at all when nobody does. When the service begins to stop, all streams end.
 */
@Singleton
final class LiveFeed {

  private final Lookout lookout;
  private final Vertx vertx;
  private final long pollMillis;
  private final Map<Audience, Gathering> gatherings = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  LiveFeed(Lookout lookout, Vertx vertx, LiveConfig config) {
    this.lookout = lookout;
    this.vertx = vertx;
    this.pollMillis = config.poll().toMillis();
  }

  /** Lets all go: they go on on another replica, where they were. */
  void stop(@Observes ShutdownDelayInitiatedEvent event) {
    stopping = true;
    gatherings.values().forEach(Gathering::end);
  }

  /** Those of one audience on this replica. */
  private final class Gathering {
    private final Audience who;
    private final Set<MultiEmitter<? super Snapshot>> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final long timer;

    Gathering(Audience who) {
      this.who = who;
      this.timer = vertx.setPeriodic(1, pollMillis, id -> look());
    }

    private void look() {
      if (looking.compareAndSet(false, true)) {
        lookout
            .look(who)
            .onTermination()
            .invoke(() -> looking.set(false))
            .subscribe()
            .with(seen -> listeners.forEach(one -> one.emit(seen)), failure -> {});
      }
    }

    private void end() {
      listeners.forEach(MultiEmitter::complete);
    }

    /** Whether nobody is left. */
    boolean leaves(MultiEmitter<? super Snapshot> listener) {
      listeners.remove(listener);
      if (listeners.isEmpty()) {
        vertx.cancelTimer(timer);
        return true;
      }
      return false;
    }
  }

  /** What is seen from now on; one who is slow hears the latest. */
  Multi<Snapshot> follow(Audience who) {
    return Multi.createFrom().emitter(emitter -> join(who, emitter), BackPressureStrategy.LATEST);
  }

  private void join(Audience who, MultiEmitter<? super Snapshot> emitter) {
    if (stopping) {
      emitter.complete();
      return;
    }
    gatherings.compute(
        who,
        (same, known) -> {
          Gathering gathering = known == null ? new Gathering(who) : known;
          gathering.listeners.add(emitter);
          return gathering;
        });
    emitter.onTermination(
        () ->
            gatherings.computeIfPresent(
                who, (same, gathering) -> gathering.leaves(emitter) ? null : gathering));
  }

  /** Audiences that are looked for. */
  int audiences() {
    return gatherings.size();
  }
}
