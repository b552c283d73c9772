package ai.agentcache.access;

import ai.agentcache.time.Clock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Wrong secrets of agents, counted on all replicas by the caller's address and by the agent whose
 * secret it should be. An address with too many is refused even the right one, so that guessing on
 * teaches nothing. Of an agent only wrong ones are: else anybody could shut it out. Writes the
 * first of each agent and minute to the audit log.
 */
@Singleton
public final class AgentGuesses {

  private static final int REMEMBERED = 20_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final long SECOND = 1_000_000_000;

  private final Limiter limiter;
  private final Refusals refusals;
  private final Clock clock;
  private final LimitsConfig.Agent limits;
  private final Cache<LimitKey, Long> blockedUntil;

  AgentGuesses(Limiter limiter, Refusals refusals, Clock clock, LimitsConfig config) {
    this.limiter = limiter;
    this.refusals = refusals;
    this.clock = clock;
    this.limits = config.agent();
    this.blockedUntil =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(WINDOW)
            .ticker(clock::nanos)
            .build();
  }

  /**
   * Lets a caller show a secret.
   *
   * @throws RefusedException while there have been too many wrong ones from its address
   */
  public void check(RoutingContext routing) {
    refuseIfBlocked(routing, address(routing), limits.wrongSecretsPerAddress());
  }

  private void checkAll(RoutingContext routing, String agentId) {
    limitsOf(routing, agentId).forEach((key, limit) -> refuseIfBlocked(routing, key, limit));
  }

  /** Counts a wrong secret; fails with {@link RefusedException} when it was one too many. */
  public Uni<Void> wrong(RoutingContext routing, String agentId) {
    refusals.wrongSecret(routing, "agent:" + agentId);
    List<Uni<Admission>> counted =
        limitsOf(routing, agentId).entrySet().stream()
            .map(entry -> count(entry.getKey(), entry.getValue()))
            .toList();
    return Uni.join()
        .all(counted)
        .andFailFast()
        .emitOn(RequestContext.current())
        .invoke(() -> checkAll(routing, agentId))
        .replaceWithVoid();
  }

  private Map<LimitKey, Long> limitsOf(RoutingContext routing, String agentId) {
    return Map.of(
        address(routing),
        limits.wrongSecretsPerAddress(),
        LimitKey.of("agent-guess-agent", agentId),
        limits.wrongSecretsPerAgent());
  }

  private static LimitKey address(RoutingContext routing) {
    return LimitKey.of("agent-guess-address", ClientAddress.of(routing));
  }

  private Uni<Admission> count(LimitKey key, long limit) {
    return limiter
        .admit(key, limit)
        .invoke(
            admission -> {
              if (!admission.allowed()) {
                blockedUntil.put(key, clock.nanos() + admission.retryAfterSeconds() * SECOND);
              }
            });
  }

  private void refuseIfBlocked(RoutingContext routing, LimitKey key, long limit) {
    Long until = blockedUntil.getIfPresent(key);
    long left = until == null ? 0 : until - clock.nanos();
    if (left > 0) {
      long seconds = (left + SECOND - 1) / SECOND;
      Admission refused =
          new Admission(
              false,
              Admission.Cause.RATE,
              limit,
              0,
              clock.epochMillis() + left / 1_000_000,
              seconds,
              0,
              0);
      AdmissionHeaders.write(routing.response(), refused);
      throw new RefusedException(refused);
    }
  }
}
