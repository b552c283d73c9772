package ai.agentcache.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * The limits of endpoints that are {@link LimitedPerUser}. Who a user is, the caller says; so that
 * nobody gets round the limit by making users up, all users of a key have a limit together.
 */
@Singleton
public final class UserLimits {

  /** An endpoint with a limit of its own. */
  public enum Endpoint {
    OPTIMAL_EDGES("optimal-edges"),
    CHECK_DUPLICATE("check-duplicate"),
    CACHE_CHUNK("cache-chunk"),
    TRACK_UPLOAD("track-upload");

    private final String label;

    Endpoint(String label) {
      this.label = label;
    }
  }

  private final Gatekeeper gatekeeper;
  private final LimitsConfig.Jetty limits;

  UserLimits(Gatekeeper gatekeeper, LimitsConfig config) {
    this.gatekeeper = gatekeeper;
    this.limits = config.jetty();
  }

  /** Counts a request for its key; to be asked first. Fails with {@link RefusedException}. */
  public Uni<Void> admitKey(RoutingContext routing, Endpoint endpoint) {
    Caller caller = Access.of(routing).caller();
    long all = perMinute(endpoint) * limits.usersPerKey();
    return gatekeeper.limit(routing, caller, endpoint.label + "-all", caller.keyId(), all);
  }

  /** Counts a request for a user of the caller's tenant. Fails with {@link RefusedException}. */
  public Uni<Void> admitUser(RoutingContext routing, Endpoint endpoint, String userId) {
    Caller caller = Access.of(routing).caller();
    String subject = caller.tenant() + '/' + userId;
    return gatekeeper.limit(routing, caller, endpoint.label, subject, perMinute(endpoint));
  }

  private long perMinute(Endpoint endpoint) {
    return switch (endpoint) {
      case OPTIMAL_EDGES -> limits.optimalEdges();
      case CHECK_DUPLICATE -> limits.checkDuplicate();
      case CACHE_CHUNK -> limits.cacheChunk();
      case TRACK_UPLOAD -> limits.trackUpload();
    };
  }
}
