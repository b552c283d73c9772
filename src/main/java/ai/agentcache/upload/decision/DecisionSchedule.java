package ai.agentcache.upload.decision;

import ai.agentcache.upload.edge.TurnStore;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** What happens to decisions from time to time: they are written, and one day forgotten. */
@Singleton
@Startup
final class DecisionSchedule {

  private static final Logger LOG = Logger.getLogger(DecisionSchedule.class);
  private static final String WORK = "decision-upkeep";
  private static final int ROWS = 2_000;
  private static final int MOST_STEPS = 1_000;

  private final Vertx vertx;
  private final Decisions decisions;
  private final TurnStore turns;
  private final Duration hold;
  private final List<Long> timers;

  DecisionSchedule(Vertx vertx, Decisions decisions, TurnStore turns, DecisionConfig config) {
    this.vertx = vertx;
    this.decisions = decisions;
    this.turns = turns;
    this.hold = config.upkeep().multipliedBy(9).dividedBy(10);
    this.timers =
        List.of(
            vertx.setPeriodic(config.flush().toMillis(), timer -> run(decisions.flush())),
            vertx.setPeriodic(config.upkeep().toMillis(), timer -> run(prune())));
  }

  private Uni<Void> prune() {
    return turns
        .take(WORK, hold)
        .chain(ours -> ours ? decisions.prune(MOST_STEPS, ROWS) : Uni.createFrom().voidItem());
  }

  private static void run(Uni<Void> task) {
    task.subscribe()
        .with(done -> {}, failure -> LOG.debugf("later again: %s", failure.getMessage()));
  }

  @PreDestroy
  void close() {
    timers.forEach(vertx::cancelTimer);
  }
}
