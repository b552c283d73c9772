package ai.agentcache.usage;

import ai.agentcache.access.Access;
import ai.agentcache.access.KeyRequired;
import ai.agentcache.access.Limiter;
import ai.agentcache.access.OperatorRequired;
import ai.agentcache.access.Quota;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Statistics over usage: of the caller's tenant, or of all tenants for the operator. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
final class StatisticsResource {

  private final UsageHistory history;
  private final StatisticsViews views;
  private final Limiter limiter;

  StatisticsResource(UsageHistory history, Limiter limiter, Clock clock) {
    this.history = history;
    this.limiter = limiter;
    this.views = new StatisticsViews(clock);
  }

  /** Sums of a period; of one namespace, or of all when none is named. */
  @GET
  @Path("/stats")
  @KeyRequired
  public Uni<StatsView> stats(
      @RestQuery @Nullable String period,
      @RestQuery @Nullable String namespace,
      @RestQuery("group_by") @Nullable String groupBy,
      @Context RoutingContext context) {
    Access access = Access.of(context);
    StatsQuery query = StatsQuery.of(period, namespace(namespace, context), groupBy);
    Uni<Quota> quota = limiter.quota(access.caller());
    return Uni.combine()
        .all()
        .unis(history.of(access.caller().tenant(), query.period()), quota)
        .with((known, used) -> views.stats(query, known, used));
  }

  /** The same figures for each bucket of the period, oldest first. */
  @GET
  @Path("/stats/timeseries")
  @KeyRequired
  public Uni<TimeseriesView> timeseries(
      @RestQuery @Nullable String period,
      @RestQuery @Nullable String namespace,
      @Context RoutingContext context) {
    StatsQuery query = StatsQuery.of(period, namespace(namespace, context), null);
    return history
        .of(Access.of(context).caller().tenant(), query.period())
        .map(known -> views.timeseries(query, known));
  }

  /** Sums of all tenants, and of each. */
  @GET
  @Path("/admin-stats")
  @OperatorRequired
  public Uni<AdminStatsView> adminStats(
      @RestQuery @Nullable String period, @RestQuery("group_by") @Nullable String groupBy) {
    StatsQuery query = StatsQuery.of(period, null, groupBy);
    return history.ofAll(query.period()).map(all -> views.admin(query, all));
  }

  /** The parameter counts; then the header, if the caller sent one. */
  private static @Nullable String namespace(@Nullable String parameter, RoutingContext context) {
    boolean header = context.request().headers().contains("X-Cache-Namespace");
    return parameter == null && header ? Access.of(context).namespace() : parameter;
  }
}
