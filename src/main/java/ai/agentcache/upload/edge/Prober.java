package ai.agentcache.upload.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Probes all active edges in rounds, in an order of chance. Redis has one replica at a time do it;
 * without Redis nobody does.
 */
@Singleton
final class Prober {

  private static final Logger LOG = Logger.getLogger(Prober.class);
  private static final String WORK = "edge-probe";
  private static final double JITTER = 0.2;

  private final Vertx vertx;
  private final Edges edges;
  private final TurnStore turns;
  private final ProbeCall calls;
  private final ProbeConfig config;
  private final Counter good;
  private final Counter failed;
  private volatile boolean stopped;

  Prober(
      Vertx vertx,
      Edges edges,
      TurnStore turns,
      ProbeCall calls,
      ProbeConfig config,
      MeterRegistry metrics) {
    this.vertx = vertx;
    this.edges = edges;
    this.turns = turns;
    this.calls = calls;
    this.config = config;
    this.good = metrics.counter("agentcache.upload.probes", "result", "good");
    this.failed = metrics.counter("agentcache.upload.probes", "result", "failed");
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      later();
    }
  }

  private void later() {
    double jitter = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
    vertx.setTimer(
        Math.max(1, (long) (config.period().toMillis() * jitter)),
        timer -> round().subscribe().with(done -> again(), failure -> again(failure)));
  }

  private void again(Throwable failure) {
    LOG.debugf("edges are not probed: %s", failure.getMessage());
    again();
  }

  private void again() {
    if (!stopped) {
      later();
    }
  }

  /** A round, if it is this replica's turn; fails when Redis is away. */
  Uni<Void> round() {
    return turns.take(WORK, hold()).chain(ours -> ours ? probeAll() : Uni.createFrom().voidItem());
  }

  /** Somewhat less than the shortest pause, so that the same replica may go on. */
  private Duration hold() {
    return Duration.ofMillis(Math.max(1, (long) (config.period().toMillis() * (1 - 2 * JITTER))));
  }

  Uni<Void> probeAll() {
    List<Edge> active =
        new ArrayList<>(edges.fleet().stream().map(Standing::edge).filter(Edge::active).toList());
    Collections.shuffle(active, ThreadLocalRandom.current());
    long keeper =
        vertx.setPeriodic(
            Math.max(1, hold().toMillis() / 3),
            timer -> turns.keep(WORK, hold()).subscribe().with(ours -> {}, away -> {}));
    return Multi.createFrom()
        .iterable(active)
        .onItem()
        .transformToUni(edge -> calls.probe(edge).invoke(seen -> note(edge, seen)))
        .merge(config.concurrency())
        .collect()
        .last()
        .replaceWithVoid()
        .eventually(() -> vertx.cancelTimer(keeper));
  }

  private void note(Edge edge, Observation seen) {
    (seen.ok() ? good : failed).increment();
    edges.observe(edge.id(), seen);
  }

  @PreDestroy
  void close() {
    stopped = true;
  }
}
