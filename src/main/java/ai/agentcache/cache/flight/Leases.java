package ai.agentcache.cache.flight;

import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Lets one replica at a time compute the answer to a question. */
public final class Leases {

  private final Vertx vertx;
  private final LeaseStore store;
  private final long millis;

  /**
   * @param hold how long a lease outlives the replica that has it
   */
  public Leases(Vertx vertx, LeaseStore store, Duration hold) {
    this.vertx = vertx;
    this.store = store;
    this.millis = hold.toMillis();
  }

  /**
   * The lease, if nobody has it.
   *
   * @return fails with {@link UnavailableException} without Redis
   */
  public Uni<Optional<Lease>> take(String id) {
    String token = UUID.randomUUID().toString();
    return taken(id, token, store.take(id, token, millis));
  }

  /** The same, but not while it is at rest. */
  public Uni<Optional<Lease>> takeUnlessResting(String id) {
    String token = UUID.randomUUID().toString();
    return taken(id, token, store.takeUnlessResting(id, token, millis));
  }

  /** A lease of which is not known whether it was taken is given back. */
  private Uni<Optional<Lease>> taken(String id, String token, Uni<Boolean> reply) {
    Lease lease = new Lease(vertx, store, id, token, millis);
    return reply
        .map(is -> is ? Optional.of(lease) : Optional.<Lease>empty())
        .onFailure()
        .invoke(() -> lease.release(0));
  }
}
