package ai.agentcache.health;

import ai.agentcache.health.alert.Alert;
import ai.agentcache.health.alert.AlertBook;
import ai.agentcache.health.alert.AlertConfig;
import ai.agentcache.health.alert.AlertRules;
import ai.agentcache.health.alert.Snapshot;
import ai.agentcache.resilience.BreakerRegistry;
import ai.agentcache.time.Clock;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at all parts in the background, and raises alerts; asking costs nothing. */
@Singleton
@Startup
public final class DeepHealth {

  private static final long FIRST_LOOK_MILLIS = 1_000;

  private final Vertx vertx;
  private final List<Check> parts;
  private final HealthMonitor monitor;
  private final BreakerRegistry breakers;
  private final RequestTotals totals;
  private final Signals signals;
  private final Clock clock;
  private final AlertConfig config;
  private final AlertRules rules;
  private final AlertBook book;
  private final AlertTeller teller;
  private final AlertEvents events;
  private final TrafficWindow window = new TrafficWindow(RequestTotals.BOUNDS);
  private final long started;
  private final long timer;
  private volatile List<Checked> checks = List.of();
  private volatile Traffic traffic = Traffic.NONE;

  DeepHealth(
      Vertx vertx,
      @All List<Check> parts,
      HealthMonitor monitor,
      BreakerRegistry breakers,
      RequestTotals totals,
      Signals signals,
      Clock clock,
      AlertConfig config,
      AlertTeller teller,
      AlertEvents events) {
    this.vertx = vertx;
    this.parts = parts;
    this.monitor = monitor;
    this.breakers = breakers;
    this.totals = totals;
    this.signals = signals;
    this.clock = clock;
    this.config = config;
    this.rules = new AlertRules(config);
    this.book = new AlertBook(config.cooldown(), config.history());
    this.teller = teller;
    this.events = events;
    this.started = clock.nanos();
    long millis = config.interval().toMillis();
    this.timer = vertx.setPeriodic(Math.min(FIRST_LOOK_MILLIS, millis), millis, id -> look());
  }

  /** Looks at everything once. */
  synchronized void look() {
    Instant now = clock.instant();
    List<Checked> seen = new ArrayList<>(parts.size());
    for (Check part : parts) {
      Check.Look look = part.look();
      seen.add(new Checked(part.name(), look.status(), look.message(), now));
    }
    checks = List.copyOf(seen);
    window.read(clock.nanos(), totals.now());
    traffic = window.traffic();
    Snapshot snapshot = snapshot();
    List<Alert> told =
        book.take(
            rules.findings(snapshot, book.wrong()),
            now,
            before -> AlertRules.better(before, snapshot));
    teller.tell(told);
    events.tell(told);
  }

  private Snapshot snapshot() {
    return new Snapshot(
        traffic.requests(),
        traffic.errorRate(),
        traffic.meanMillis(),
        Heap.used(),
        away(),
        signals.tokensRefused(),
        signals.deadLetters(config.deadLetterWindow()));
  }

  /** Whoever cannot be reached: providers by their breakers, and the stores. */
  private Set<String> away() {
    Set<String> away = new HashSet<>(breakers.openNames());
    checks.stream()
        .filter(DeepHealth::isStore)
        .filter(one -> one.status() == Status.UNHEALTHY)
        .forEach(one -> away.add(one.name()));
    return away;
  }

  private static boolean isStore(Checked one) {
    return one.name().equals("redis") || one.name().equals("postgres");
  }

  /** How everything was at the last look. */
  public Overview overview() {
    List<Checked> seen = checks;
    return new Overview(
        overall(seen),
        seen,
        traffic,
        book.active(clock.instant()),
        book.history(),
        (clock.nanos() - started) / 1_000_000);
  }

  /** Without both stores nothing is kept; with one of them some of it works. */
  private Status overall(List<Checked> seen) {
    boolean storesAway =
        seen.stream()
                .filter(DeepHealth::isStore)
                .filter(one -> one.status() == Status.UNHEALTHY)
                .count()
            == 2;
    if (!monitor.isServing() || storesAway) {
      return Status.UNHEALTHY;
    }
    return seen.stream().allMatch(one -> one.status() == Status.HEALTHY)
        ? Status.HEALTHY
        : Status.DEGRADED;
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }
}
