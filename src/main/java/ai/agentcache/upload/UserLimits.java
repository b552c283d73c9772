package ai.agentcache.upload;

import ai.agentcache.access.Access;
import ai.agentcache.access.Admission;
import ai.agentcache.access.AdmissionHeaders;
import ai.agentcache.access.Limiter;
import ai.agentcache.access.LimitsConfig;
import ai.agentcache.access.RefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Holds each user of a tenant to the limits of uploads. */
@Singleton
final class UserLimits {

  private static final String EDGES = "jetty-optimal-edges";

  private final Limiter limiter;
  private final long edgesPerMinute;

  UserLimits(Limiter limiter, LimitsConfig config) {
    this.limiter = limiter;
    this.edgesPerMinute = config.jetty().optimalEdges();
  }

  /** Admits a request of a user for edges; fails with {@link RefusedException} over the limit. */
  Uni<Void> admitToEdges(RoutingContext routing, String user) {
    String tenant = Access.of(routing).caller().tenant();
    return limiter
        .admit(EDGES, tenant + '/' + user, edgesPerMinute)
        .emitOn(current())
        .map(admission -> settle(routing, admission))
        .replaceWithVoid();
  }

  private static Admission settle(RoutingContext routing, Admission admission) {
    if (!routing.response().headWritten()) {
      AdmissionHeaders.write(routing.response(), admission);
    }
    if (!admission.allowed()) {
      throw new RefusedException(admission);
    }
    return admission;
  }

  /** Limits are shared, so the decision may come on the thread of another request. */
  private static Executor current() {
    Context context = Vertx.currentContext();
    return task -> {
      if (context == null || context == Vertx.currentContext()) {
        task.run();
      } else {
        context.runOnContext(nothing -> task.run());
      }
    };
  }
}
