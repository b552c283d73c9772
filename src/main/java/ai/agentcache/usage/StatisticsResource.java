package ai.agentcache.usage;

import ai.agentcache.access.Access;
import ai.agentcache.access.Budgets;
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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Statistics over usage: of the caller's tenant, or of all tenants for the operator. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Statistics", description = "Measured, none assumed.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
final class StatisticsResource {

  private final UsageHistory history;
  private final StatisticsViews views;
  private final Limiter limiter;
  private final Budgets budgets;
  private final Clock clock;

  StatisticsResource(UsageHistory history, Limiter limiter, Budgets budgets, Clock clock) {
    this.history = history;
    this.budgets = budgets;
    this.limiter = limiter;
    this.clock = clock;
    this.views = new StatisticsViews(clock);
  }

  /** Sums of a period; of one namespace, or of all when none is named. */
  @GET
  @Path("/stats")
  @KeyRequired
  @Operation(summary = "Sums of a period, of one namespace or of all")
  @Parameter(
      name = "X-Cache-Namespace",
      in = ParameterIn.HEADER,
      description = "The namespace, if the parameter is not sent.",
      schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9._-]{1,128}"))
  @APIResponse(responseCode = "429", ref = "TooMany")
  @APIResponse(responseCode = "200", description = "The figures.")
  public Uni<StatsView> stats(
      @Parameter(
              description = "The time that ends now.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"1h", "24h", "7d", "30d"},
                      defaultValue = "24h"))
          @RestQuery
          @Nullable String period,
      @Parameter(
              description = "One namespace, or `*` for all; the header's or all if not sent.",
              schema = @Schema(type = SchemaType.STRING, pattern = "\\*|[A-Za-z0-9._-]{1,128}"))
          @RestQuery
          @Nullable String namespace,
      @Parameter(
              description = "What to group by; no groups if not sent.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"namespace", "model", "provider", "agent_type"}))
          @RestQuery("group_by")
          @Nullable String groupBy,
      @Parameter(
              description = "True for the period that ended where this one begins.",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          @RestQuery
          @Nullable String previous,
      @Context RoutingContext context) {
    Access access = Access.of(context);
    StatsQuery query = StatsQuery.of(period, namespace(namespace, context), groupBy, previous);
    Uni<Quota> quota = limiter.quota(access.caller());
    return Uni.combine()
        .all()
        .unis(of(access, query), quota, budgets.of(access.caller()))
        .with((known, used, budget) -> views.stats(query, known, used, budget));
  }

  /** The same figures for each bucket of the period, oldest first. */
  @GET
  @Path("/stats/timeseries")
  @KeyRequired
  @Operation(summary = "The same figures for each bucket of a period, oldest first")
  @Parameter(
      name = "X-Cache-Namespace",
      in = ParameterIn.HEADER,
      description = "The namespace, if the parameter is not sent.",
      schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9._-]{1,128}"))
  @APIResponse(responseCode = "429", ref = "TooMany")
  @APIResponse(responseCode = "200", description = "The buckets.")
  public Uni<TimeseriesView> timeseries(
      @Parameter(
              description = "The time that ends now.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"1h", "24h", "7d", "30d"},
                      defaultValue = "24h"))
          @RestQuery
          @Nullable String period,
      @Parameter(
              description = "One namespace, or `*` for all; the header's or all if not sent.",
              schema = @Schema(type = SchemaType.STRING, pattern = "\\*|[A-Za-z0-9._-]{1,128}"))
          @RestQuery
          @Nullable String namespace,
      @Parameter(
              description = "True for the period that ended where this one begins.",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          @RestQuery
          @Nullable String previous,
      @Context RoutingContext context) {
    StatsQuery query = StatsQuery.of(period, namespace(namespace, context), null, previous);
    return of(Access.of(context), query).map(known -> views.timeseries(query, List.of(known)));
  }

  /** Sums of all tenants, and of each. */
  @GET
  @Path("/admin-stats")
  @OperatorRequired
  @Operation(summary = "Sums of all tenants, and of each")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "200", description = "The figures.")
  public Uni<AdminStatsView> adminStats(
      @Parameter(
              description = "The time that ends now.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"1h", "24h", "7d", "30d"},
                      defaultValue = "24h"))
          @RestQuery
          @Nullable String period,
      @Parameter(
              description = "What to group by; no groups if not sent.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"namespace", "model", "provider", "agent_type"}))
          @RestQuery("group_by")
          @Nullable String groupBy,
      @Parameter(
              description = "True for the period that ended where this one begins.",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          @RestQuery
          @Nullable String previous) {
    StatsQuery query = StatsQuery.of(period, null, groupBy, previous);
    return ofAll(query).map(all -> views.admin(query, all));
  }

  /** The figures of all tenants together for each bucket of the period, oldest first. */
  @GET
  @Path("/admin-stats/timeseries")
  @OperatorRequired
  @Operation(summary = "The figures of all tenants for each bucket of a period, oldest first")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "200", description = "The buckets.")
  public Uni<TimeseriesView> adminTimeseries(
      @Parameter(
              description = "The time that ends now.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"1h", "24h", "7d", "30d"},
                      defaultValue = "24h"))
          @RestQuery
          @Nullable String period,
      @Parameter(
              description = "True for the period that ended where this one begins.",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          @RestQuery
          @Nullable String previous) {
    StatsQuery query = StatsQuery.of(period, null, null, previous);
    return ofAll(query).map(all -> views.timeseries(query, all.values()));
  }

  private Uni<History> of(Access access, StatsQuery query) {
    return history.of(access.caller().tenant(), query.period(), query.end(clock.epochSeconds()));
  }

  private Uni<Map<String, History>> ofAll(StatsQuery query) {
    return history.ofAll(query.period(), query.end(clock.epochSeconds()));
  }

  /** The parameter counts; then the header, if the caller sent one. */
  private static @Nullable String namespace(@Nullable String parameter, RoutingContext context) {
    boolean header = context.request().headers().contains("X-Cache-Namespace");
    return parameter == null && header ? Access.of(context).namespace() : parameter;
  }
}
