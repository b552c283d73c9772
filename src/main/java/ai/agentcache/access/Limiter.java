package ai.agentcache.access;

import ai.agentcache.access.Turnstile.Surroundings;
import ai.agentcache.time.Clock;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * May this request go on: a sliding window of one minute and a monthly quota, exact on one replica
 * and shared by all through leases from Redis. While Redis is away each replica limits on its own,
 * and charges what it admitted when Redis is back. Refused requests are not counted.
 */
@ApplicationScoped
public class Limiter {

  private final Clock clock;
  private final long epochOffset;
  private final Set<Turnstile> indebted = ConcurrentHashMap.newKeySet();
  private final LoadingCache<LimitKey, Turnstile> turnstiles;

  @Inject
  Limiter(Clock clock, LeaseStore store, LimitsConfig config, LimitEvents events) {
    this(
        clock,
        (key, call) -> store.lease(key, call).invoke(reply -> events.quotaUsed(key, call, reply)),
        store::reachable,
        config);
  }

  Limiter(
      Clock clock,
      BiFunction<LimitKey, LeaseCall, Uni<LeaseReply>> redis,
      BooleanSupplier reachable,
      LimitsConfig config) {
    this.clock = clock;
    this.epochOffset = clock.epochMillis() - clock.nanos() / 1_000_000;
    Surroundings around =
        new Surroundings(redis, reachable, this::now, indebted, config.maxWaiting());
    this.turnstiles =
        Caffeine.newBuilder()
            .maximumSize(config.maxKeys())
            .expireAfterAccess(config.idle())
            .ticker(clock::nanos)
            .executor(Runnable::run)
            .build(key -> new Turnstile(key, around));
  }

  void stop(@Observes ShutdownEvent event) {
    indebted.forEach(Turnstile::close);
  }

  /**
   * Decides one request of a key at once, without I/O.
   *
   * @return the decision, or null if Redis has to be asked: then use {@link #admit(Caller)}
   */
  public @Nullable Admission tryAdmit(Caller caller) {
    return of(LimitKey.of(caller)).tryAdmit(caller.requestsPerMinute(), caller.monthlyQuota());
  }

  /** Decides one request of a key. Fails with 503 if too many wait, not because of Redis. */
  public Uni<Admission> admit(Caller caller) {
    return of(LimitKey.of(caller)).admit(caller.requestsPerMinute(), caller.monthlyQuota());
  }

  /** How much of its monthly quota a key has used, on all replicas. */
  public Uni<Quota> quota(Caller caller) {
    return of(LimitKey.of(caller)).quota(caller.requestsPerMinute(), caller.monthlyQuota());
  }

  /**
   * Decides one request under a named limit, which has no quota.
   *
   * @param limitName which limit, {@code [a-z-]+}
   * @param subject whom it is counted for: a key, a user, an agent or an address
   * @param perMinute requests a window
   */
  public Uni<Admission> admit(String limitName, String subject, long perMinute) {
    return admit(LimitKey.of(limitName, subject), perMinute);
  }

  /** The same, by the key of such a limit. */
  Uni<Admission> admit(LimitKey key, long perMinute) {
    return of(key).admit(perMinute, 0);
  }

  /** Gives back leases that are over, and charges what was admitted without Redis. */
  void sweep() {
    indebted.forEach(Turnstile::settle);
  }

  /** Limits in memory. */
  long size() {
    turnstiles.cleanUp();
    return turnstiles.estimatedSize();
  }

  private Turnstile of(LimitKey key) {
    return turnstiles.get(key);
  }

  /** Milliseconds near the epoch's that never go back. */
  private long now() {
    return epochOffset + clock.nanos() / 1_000_000;
  }
}
