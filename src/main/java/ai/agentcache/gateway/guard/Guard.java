package ai.agentcache.gateway.guard;

import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import ai.agentcache.resilience.UpstreamException;
import ai.agentcache.time.Clock;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Guards calls to one provider, each until its answer has ended. While it is open nobody calls;
 * then one call at a time probes, until enough of them went well. Only failures of the provider
 * count, not requests it refuses, nor calls that nobody waited for.
 */
public final class Guard {

  private static final TypeLiteral<Uni<Void>> END = new TypeLiteral<>() {};

  private final String provider;
  private final Clock clock;
  private final GuardConfig config;
  private final Backoff backoff;
  private final RetryBudget budget;
  private final TypedGuard<Uni<Void>> breaker;
  private final BiConsumer<String, String> changes;
  private final RecentLatencies latencies = new RecentLatencies();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicBoolean probed = new AtomicBoolean();
  private final AtomicReference<@Nullable Leave> unused = new AtomicReference<>();
  private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
  private volatile boolean heldOpen;
  private volatile Turn turn = open -> {};
  private volatile boolean toldOpen;
  private volatile long openedAt;
  private volatile long latencyMicros;

  /**
   * @param changes is told each state of the breaker, and why
   */
  Guard(String provider, Clock clock, GuardConfig config, BiConsumer<String, String> changes) {
    this.changes = changes;
    this.provider = provider;
    this.clock = clock;
    this.config = config;
    this.backoff = new Backoff(config.backoff().toMillis(), config.maxBackoff().toMillis());
    this.budget = new RetryBudget(config.retryShare(), config.minRetries());
    this.breaker =
        TypedGuard.create(END)
            .withDescription(name())
            .withCircuitBreaker()
            .name(name())
            .requestVolumeThreshold(config.threshold())
            .failureRatio(1)
            .successThreshold(config.successes())
            .delay(config.openFor().toMillis(), ChronoUnit.MILLIS)
            .failOn(UpstreamException.class)
            .onStateChange(this::changed)
            .done()
            .build();
  }

  private String name() {
    return "provider " + provider;
  }

  private void changed(CircuitBreakerState now) {
    CircuitBreakerState before = state;
    state = now;
    if (before != now && !heldOpen) {
      changes.accept(now.name(), reason(before, now));
    }
    unused.set(null);
    if (now == CircuitBreakerState.OPEN) {
      openedAt = clock.nanos();
    }
    tell();
  }

  /** Wants to know when the breaker opens, and when it is closed again. */
  @FunctionalInterface
  interface Turn {
    void turned(boolean open);
  }

  /** Tells of every turn from now on; one that only probes is neither opened nor closed. */
  void onTurn(Turn listener) {
    turn = listener;
  }

  private void tell() {
    boolean open = isOpen();
    boolean turned;
    synchronized (this) {
      turned = open != toldOpen && (open || state == CircuitBreakerState.CLOSED);
      toldOpen = turned ? open : toldOpen;
    }
    if (turned) {
      turn.turned(open);
    }
  }

  private String reason(CircuitBreakerState before, CircuitBreakerState now) {
    return switch (now) {
      case OPEN ->
          before == CircuitBreakerState.HALF_OPEN
              ? "a probe failed"
              : config.threshold() + " calls in a row failed";
      case HALF_OPEN -> "it is probed";
      case CLOSED -> config.successes() + " probes went well";
    };
  }

  /**
   * Calls the provider, unless it must not be called. What comes is the beginning of the answer;
   * the call counts as under way, and for the breaker, until the watch is told of its end. A
   * failure before the beginning needs not be told.
   *
   * @return what the call gives; fails with {@link UpstreamFailure} of kind {@code NOT_ASKED} when
   *     it is not made
   */
  public Uni<UpstreamAnswer> call(Supplier<Uni<UpstreamAnswer>> call, Watch watch) {
    return Uni.createFrom()
        .deferred(() -> admit(call, watch))
        .onFailure()
        .invoke(failure -> watch.ended(failure, false));
  }

  private Uni<UpstreamAnswer> admit(Supplier<Uni<UpstreamAnswer>> call, Watch watch) {
    if (heldOpen) {
      return Uni.createFrom().failure(notAsked("held open by the operator"));
    }
    boolean probing = state != CircuitBreakerState.CLOSED;
    if (probing && !probed.compareAndSet(false, true)) {
      return Uni.createFrom().failure(notAsked("being probed"));
    }
    if (underWay.incrementAndGet() > config.concurrency()) {
      release(probing);
      return Uni.createFrom().failure(notAsked("too many calls are under way"));
    }
    return leave()
        .onFailure()
        .invoke(refused -> release(probing))
        .onFailure(CircuitBreakerOpenException.class)
        .transform(open -> notAsked("its breaker is open"))
        .chain(
            leave -> {
              watch.begin((failure, cancelled) -> ended(leave, probing, failure, cancelled));
              return timed(call);
            });
  }

  /** The breaker's leave; one that told nothing while it is half open is good for another call. */
  private Uni<Leave> leave() {
    Leave kept = unused.getAndSet(null);
    return kept != null
        ? Uni.createFrom().item(kept)
        : Uni.createFrom()
            .emitter(
                caller ->
                    breaker
                        .get(() -> Uni.createFrom().emitter(end -> caller.complete(new Leave(end))))
                        .subscribe()
                        .with(told -> {}, caller::fail));
  }

  private Uni<UpstreamAnswer> timed(Supplier<Uni<UpstreamAnswer>> call) {
    long start = clock.nanos();
    return call.get().invoke(answer -> took(clock.nanos() - start));
  }

  /** A moving average; a race loses one value and nothing else. */
  private void took(long nanos) {
    latencies.add(clock.nanos(), nanos);
    long micros = nanos / 1_000;
    long before = latencyMicros;
    latencyMicros = before == 0 ? micros : before + (micros - before) / 8;
  }

  private void ended(Leave leave, boolean probing, @Nullable Throwable failure, boolean cancelled) {
    Outcome outcome = Outcome.of(failure, cancelled);
    if (outcome == Outcome.WELL) {
      leave.endedWell();
    } else if (outcome == Outcome.BADLY && failure != null) {
      leave.endedBadly(failure);
    } else if (probing && state == CircuitBreakerState.HALF_OPEN) {
      unused.set(leave);
    }
    release(probing);
  }

  private void release(boolean probing) {
    underWay.decrementAndGet();
    if (probing) {
      probed.set(false);
    }
  }

  private UpstreamFailure notAsked(String reason) {
    return new UpstreamFailure(provider, Kind.NOT_ASKED, reopensInMillis(), reason);
  }

  /** A request comes to its first attempt here. */
  public void request() {
    budget.request(clock.nanos());
  }

  /**
   * The pause before asking again, milliseconds; empty if it should not be asked again.
   *
   * @param retry which retry, from 1
   */
  public OptionalLong retryAfterMillis(int retry, UpstreamFailure failure) {
    if (!failure.kind().isPassing()) {
      return OptionalLong.empty();
    }
    double random = ThreadLocalRandom.current().nextDouble();
    OptionalLong pause = backoff.pauseMillis(retry, failure.retryAfterMillis(), random);
    return pause.isPresent() && budget.retry(clock.nanos()) ? pause : OptionalLong.empty();
  }

  /**
   * Whether a call that came now would be made: not while the breaker is open, and of those that
   * come to a breaker that is half open only the one that probes.
   */
  public boolean takesCalls() {
    if (heldOpen) {
      return false;
    }
    return switch (state) {
      case CLOSED -> true;
      case OPEN -> !probed.get() && clock.nanos() - openedAt >= config.openFor().toNanos();
      case HALF_OPEN -> !probed.get();
    };
  }

  /** Whether the provider may be called now. */
  public boolean isOpen() {
    return heldOpen || state == CircuitBreakerState.OPEN;
  }

  /** The state of the breaker: {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}. */
  public String state() {
    return heldOpen ? CircuitBreakerState.OPEN.name() : state.name();
  }

  /** Milliseconds until the breaker lets a probe pass; 0 if it is not open. */
  public long reopensInMillis() {
    if (state != CircuitBreakerState.OPEN) {
      return 0;
    }
    long passed = (clock.nanos() - openedAt) / 1_000_000;
    return Math.max(1, config.openFor().toMillis() - passed);
  }

  /** Calls under way, until the end of their answers. */
  public int underWay() {
    return underWay.get();
  }

  /** Typical time until the provider begins to answer, microseconds; 0 if it never did. */
  public long latencyMicros() {
    return latencyMicros;
  }

  /**
   * What a share of the latest calls of the last hour on this replica did not take longer than to
   * begin to answer, nanoseconds; nothing if there were none.
   *
   * @param share 0 to 1
   */
  public OptionalLong latencyNanos(double share) {
    return latencies.percentile(share, clock.nanos());
  }

  /** The operator takes the provider out of service. */
  public void holdOpen() {
    if (!heldOpen) {
      heldOpen = true;
      changes.accept(CircuitBreakerState.OPEN.name(), "held open by the operator");
    }
    tell();
  }

  /** The operator forgets the past: the breaker is closed. */
  public void reset() {
    if (heldOpen || state != CircuitBreakerState.CLOSED) {
      changes.accept(CircuitBreakerState.CLOSED.name(), "closed by the operator");
    }
    state = CircuitBreakerState.CLOSED;
    heldOpen = false;
    CircuitBreakerMaintenance.get().reset(name());
    changed(CircuitBreakerState.CLOSED);
  }
}
