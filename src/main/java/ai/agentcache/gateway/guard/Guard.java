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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Guards calls to one provider. While it is open nobody calls; then one call at a time probes,
 * until enough of them went well. Only failures of the provider count, not requests it refuses.
 */
public final class Guard {

  private static final TypeLiteral<Uni<UpstreamAnswer>> ANSWER = new TypeLiteral<>() {};

  private final String provider;
  private final Clock clock;
  private final GuardConfig config;
  private final Backoff backoff;
  private final RetryBudget budget;
  private final TypedGuard<Uni<UpstreamAnswer>> guard;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger probes = new AtomicInteger();
  private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
  private volatile boolean heldOpen;
  private volatile long openedAt;
  private volatile long latencyMicros;

  Guard(String provider, Clock clock, GuardConfig config) {
    this.provider = provider;
    this.clock = clock;
    this.config = config;
    this.backoff = new Backoff(config.backoff().toMillis(), config.maxBackoff().toMillis());
    this.budget = new RetryBudget(config.retryShare(), config.minRetries());
    this.guard =
        TypedGuard.create(ANSWER)
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
            .withBulkhead()
            .limit(config.concurrency())
            .queueSize(1)
            .done()
            .build();
  }

  private String name() {
    return "provider " + provider;
  }

  private void changed(CircuitBreakerState now) {
    state = now;
    if (now == CircuitBreakerState.OPEN) {
      openedAt = clock.nanos();
    }
  }

  /**
   * Calls the provider, unless it must not be called.
   *
   * @return what the call gives; fails with {@link UpstreamFailure} of kind {@code NOT_ASKED} when
   *     it is not made
   */
  public Uni<UpstreamAnswer> call(Supplier<Uni<UpstreamAnswer>> call) {
    if (heldOpen) {
      return Uni.createFrom().failure(notAsked("held open by the operator"));
    }
    boolean probing = state == CircuitBreakerState.HALF_OPEN;
    if (probing && probes.incrementAndGet() > 1) {
      probes.decrementAndGet();
      return Uni.createFrom().failure(notAsked("being probed"));
    }
    underWay.incrementAndGet();
    long start = clock.nanos();
    Leash leash = new Leash();
    return guard
        .get(() -> leash.on(call.get()))
        .onCancellation()
        .invoke(leash::pull)
        .invoke(answer -> took(clock.nanos() - start))
        .onFailure(CircuitBreakerOpenException.class)
        .transform(open -> notAsked("its breaker is open"))
        .onFailure(BulkheadException.class)
        .transform(full -> notAsked("too many calls are under way"))
        .onTermination()
        .invoke(() -> ended(probing));
  }

  /** A moving average; a race loses one value and nothing else. */
  private void took(long nanos) {
    long micros = nanos / 1_000;
    long before = latencyMicros;
    latencyMicros = before == 0 ? micros : before + (micros - before) / 8;
  }

  private void ended(boolean probing) {
    underWay.decrementAndGet();
    if (probing) {
      probes.decrementAndGet();
    }
  }

  private UpstreamFailure notAsked(String reason) {
    return new UpstreamFailure(provider, Kind.NOT_ASKED, reopensInMillis(), reason);
  }

  /** An answer that had begun well broke off: counts as a failure. */
  public void brokeOff(UpstreamFailure failure) {
    guard.get(() -> Uni.createFrom().failure(failure)).subscribe().with(never -> {}, same -> {});
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
      case OPEN -> clock.nanos() - openedAt >= config.openFor().toNanos();
      case HALF_OPEN -> underWay.get() == 0;
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

  /** Calls under way. */
  public int underWay() {
    return underWay.get();
  }

  /** Typical time until the provider begins to answer, microseconds; 0 if it never did. */
  public long latencyMicros() {
    return latencyMicros;
  }

  /** The operator takes the provider out of service. */
  public void holdOpen() {
    heldOpen = true;
  }

  /** The operator forgets the past: the breaker is closed. */
  public void reset() {
    heldOpen = false;
    CircuitBreakerMaintenance.get().reset(name());
    state = CircuitBreakerState.CLOSED;
  }
}
