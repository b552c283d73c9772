package ai.agentcache.upload.tracking;

import ai.agentcache.access.Access;
import ai.agentcache.access.Caller;
import ai.agentcache.access.KeyRequired;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What is learnt from uploads, over HTTP. */
@Path("/api/jetty")
@KeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Uploads")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class UploadInsightResource {

  private static final Duration FURTHEST = Duration.ofDays(366);
  private static final Duration KEPT = Duration.ofDays(8);

  private final UserStatsStore stats;
  private final PrewarmStore store;
  private final Clock clock;

  UploadInsightResource(UserStatsStore stats, PrewarmStore store, Clock clock) {
    this.stats = stats;
    this.store = store;
    this.clock = clock;
  }

  /** Figures about a user's uploads. */
  @GET
  @Path("user-stats")
  @Operation(summary = "Figures about a user's uploads", description = TrackingDocuments.STATS)
  @APIResponse(
      responseCode = "200",
      description = "The figures.",
      content = @Content(schema = @Schema(implementation = InsightDocuments.Stats.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Uni<Buffer> userStats(
      @Parameter(description = "Whose; the user of the key if it has one.") @RestQuery
          @Nullable String userId,
      @Parameter(
              description = "The time that ends now.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"1h", "24h", "7d", "30d", "all"},
                      defaultValue = "30d"))
          @RestQuery
          @Nullable String period,
      @Context RoutingContext routing) {
    Caller caller = Access.of(routing).caller();
    String user = Users.required(caller, userId);
    StatsPeriod time = StatsPeriod.of(period, clock.instant());
    return stats
        .of(caller.tenant(), user, time)
        .map(figures -> figures.json(user, time).toBuffer());
  }

  /** What deduplication has done for the tenant. */
  @GET
  @Path("savings")
  @Operation(summary = "What deduplication has saved the tenant, and what is under way")
  @APIResponse(responseCode = "200", description = "The figures.")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Uni<TenantSavings> savings(@Context RoutingContext routing) {
    Caller caller = Access.of(routing).caller();
    if (caller.userScope() != null) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "The key acts for one user; see GET /api/jetty/user-stats.");
    }
    return stats.savings(caller.tenant());
  }

  /** Which edges will be used. */
  @GET
  @Path("prewarm")
  @Operation(
      summary = "Predict which edges an hour will use",
      description = TrackingDocuments.PREWARM)
  @APIResponse(
      responseCode = "200",
      description = "The prediction, and how earlier ones went.",
      content = @Content(schema = @Schema(implementation = InsightDocuments.Prediction.class)))
  public Uni<Buffer> prewarm(
      @Parameter(
              description = "A time in that hour, ISO 8601; now if not sent.",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @RestQuery
          @Nullable String at,
      @Context RoutingContext routing) {
    String tenant = Access.of(routing).caller().tenant();
    Instant now = clock.instant();
    Instant hour = Prewarm.hourOf(at == null ? now : time(at, now));
    OffsetDateTime place = Prewarm.place(hour);
    return store
        .uses(tenant, place.getHour())
        .map(uses -> Prewarm.rank(uses, place.getDayOfWeek().getValue()))
        .call(edges -> keep(tenant, hour, edges, now))
        .chain(
            edges ->
                store.accuracy(tenant, now).map(accuracy -> prediction(hour, edges, accuracy)));
  }

  private static Instant time(String at, Instant now) {
    try {
      Instant time = OffsetDateTime.parse(at).toInstant();
      if (Duration.between(now, time).abs().compareTo(FURTHEST) <= 0) {
        return time;
      }
    } catch (DateTimeException e) {
      // Said below, as for a time that is too far off.
    }
    throw ApiException.field(
        "at", "must be a time such as 2026-01-31T12:00:00Z, within a year from now");
  }

  private Uni<Void> keep(String tenant, Instant hour, List<Prewarm.Candidate> edges, Instant now) {
    boolean counts = !edges.isEmpty() && hour.isAfter(now) && hour.isBefore(now.plus(KEPT));
    return counts
        ? store.keep(tenant, hour, edges.stream().map(Prewarm.Candidate::edge).toList(), now)
        : Uni.createFrom().voidItem();
  }

  private static Buffer prediction(
      Instant hour, List<Prewarm.Candidate> edges, PrewarmStore.Accuracy accuracy) {
    JsonArray list = new JsonArray();
    for (Prewarm.Candidate edge : edges) {
      list.add(
          new JsonObject()
              .put("id", edge.edge())
              .put("share", Math.rint(edge.share() * 1000) / 1000)
              .put("uploads", edge.uploads()));
    }
    long uploads = accuracy.uploads();
    return new JsonObject()
        .put("hour", hour)
        .put("edges", list)
        .put(
            "accuracy",
            new JsonObject()
                .put("predictions", accuracy.predictions())
                .put("uploads", uploads)
                .put("hits", accuracy.hits())
                .put(
                    "hit_rate",
                    uploads == 0 ? null : Math.rint(accuracy.hits() * 1000.0 / uploads) / 10))
        .toBuffer();
  }
}
