package ai.agentcache.agent.token;

import ai.agentcache.health.Check;
import ai.agentcache.health.Status;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether this replica knows which tokens were revoked elsewhere: a revoked one must not work for
 * longer than a minute.
 */
@Singleton
final class TokenCheck implements Check {

  private static final Duration LATEST = Duration.ofMinutes(1);

  private final Revocations revocations;

  TokenCheck(Revocations revocations) {
    this.revocations = revocations;
  }

  @Override
  public String name() {
    return "tokens";
  }

  @Override
  public Look look() {
    Optional<Duration> age = revocations.age();
    if (age.isEmpty()) {
      return new Look(Status.DEGRADED, "the list of revoked tokens was never read");
    }
    long seconds = age.get().toSeconds();
    return age.get().compareTo(LATEST) > 0
        ? new Look(
            Status.DEGRADED, "what was revoked elsewhere in the last " + seconds + " s works")
        : new Look(Status.HEALTHY, revocations.size() + " revoked, as of " + seconds + " s ago");
  }
}
