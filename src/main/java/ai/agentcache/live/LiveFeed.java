package ai.agentcache.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks from time to time on behalf of those who listen, once for each audience however many it is,
 * and not at all when nobody does.
 */
@Singleton
final class LiveFeed {

  private final Lookout lookout;
  private final Vertx vertx;
  private final long pollMillis;
  private final Map<Audience, Gathering> gatherings = new ConcurrentHashMap<>();

  LiveFeed(Lookout lookout, Vertx vertx, LiveConfig config) {
    this.lookout = lookout;
    this.vertx = vertx;
    this.pollMillis = config.poll().toMillis();
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
