package ai.agentcache.agent.token;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that do not work any more, in memory. What other replicas revoke is asked for from
 * time to time; while Redis is away, what was known last decides.
 */
@Singleton
final class Revocations {

  private static final Logger LOG = Logger.getLogger(Revocations.class);

  /** Redis may have lost its latest writes to a failover, and then got others for that time. */
  private static final long OVERLAP_MILLIS = 60_000;

  /** Longer than any token lives. */
  private static final long EVER_MILLIS = 86_400_000;

  private final LongFunction<Uni<List<Revocation>>> store;
  private final Clock clock;
  private final Map<String, Revocation> revoked = new ConcurrentHashMap<>();
  private volatile @Nullable Long askedNanos;

  @Inject
  Revocations(TokenStore store, Clock clock) {
    this(store::revokedWithin, clock);
  }

  /** With what answers which were revoked within so many milliseconds. */
  Revocations(LongFunction<Uni<List<Revocation>>> store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Whether a token does not work at that time. */
  boolean isRevoked(String id, long nowMillis) {
    Revocation revocation = revoked.get(id);
    return revocation != null && nowMillis >= revocation.fromMillis();
  }

  /** One that was revoked here takes effect here at once. */
  void add(Revocation revocation) {
    revoked.merge(revocation.id(), revocation, Revocation::earlier);
  }

  /** Asks for what was revoked elsewhere, and forgets what has expired; never fails. */
  Uni<Void> refresh() {
    long now = clock.epochSeconds();
    revoked.values().removeIf(revocation -> revocation.isOver(now));
    long nanos = clock.nanos();
    return store
        .apply(unseenMillis(nanos))
        .invoke(found -> take(found, nanos))
        .onFailure()
        .invoke(failure -> LOG.debugf("The list of revoked tokens stays as it is: %s", failure))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private long unseenMillis(long nanos) {
    Long asked = askedNanos;
    return asked == null ? EVER_MILLIS : (nanos - asked) / 1_000_000 + OVERLAP_MILLIS;
  }

  private void take(List<Revocation> found, long nanos) {
    found.forEach(this::add);
    askedNanos = nanos;
  }

  /** How long ago Redis was last heard of it; empty before the first time. */
  Optional<Duration> age() {
    Long asked = askedNanos;
    return asked == null ? Optional.empty() : Optional.of(Duration.ofNanos(clock.nanos() - asked));
  }

  /** How many are in memory. */
  int size() {
    return revoked.size();
  }
}
