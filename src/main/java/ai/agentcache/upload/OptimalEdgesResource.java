package ai.agentcache.upload;

import ai.agentcache.access.Access;
import ai.agentcache.access.Caller;
import ai.agentcache.access.LimitedPerUser;
import ai.agentcache.access.UserLimits;
import ai.agentcache.access.UserLimits.Endpoint;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.upload.edge.Location;
import ai.agentcache.upload.edge.Priority;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where to upload. */
@Path("/api/jetty/optimal-edges")
@LimitedPerUser
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Uploads", description = "JettySpeed: where to upload, and what to expect of it.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class OptimalEdgesResource {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,15})?");
  private static final int USUAL = 5;
  private static final int MOST = 100;

  private final UploadPlanner planner;
  private final PlanBody bodies;
  private final UserLimits limits;

  OptimalEdgesResource(UploadPlanner planner, PlanBody bodies, UserLimits limits) {
    this.planner = planner;
    this.bodies = bodies;
    this.limits = limits;
  }

  /** Recommends edges, and how to cut the file. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Get the best edges for an upload, and how to cut it")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = EdgeDocuments.Asked.class)))
  @APIResponse(
      responseCode = "200",
      description = "At most five edges, the best first, and `lyve-direct`.",
      content = @Content(schema = @Schema(implementation = EdgeDocuments.Recommended.class)))
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<Buffer> recommend(byte @Nullable [] body, @Context RoutingContext routing) {
    return limits
        .admitKey(routing, Endpoint.OPTIMAL_EDGES)
        .chain(() -> recommend(EdgeRequest.parse(body), routing))
        .map(plan -> bodies.of(plan).toBuffer());
  }

  private Uni<Plan> recommend(EdgeRequest request, RoutingContext routing) {
    Caller caller = Access.of(routing).caller();
    if (!caller.actsFor(request.userId())) {
      throw new ApiException(ErrorCode.FORBIDDEN, "The key does not act for this `userId`.");
    }
    return limits
        .admitUser(routing, Endpoint.OPTIMAL_EDGES, request.userId())
        .chain(() -> planner.plan(caller.tenant(), request, routing.request().headers()));
  }

  /** Lists edges for a place. */
  @GET
  @Operation(summary = "List the best edges for a place; nothing is decided by it")
  @APIResponse(
      responseCode = "200",
      description = "The edges, the best first.",
      content = @Content(schema = @Schema(implementation = EdgeDocuments.Near.class)))
  public Uni<Buffer> list(
      @Parameter(
              description = "Degrees north, -90 to 90; with `lng`.",
              schema = @Schema(type = SchemaType.NUMBER, minimum = "-90", maximum = "90"))
          @RestQuery
          @Nullable String lat,
      @Parameter(
              description = "Degrees east, -180 to 180; with `lat`.",
              schema = @Schema(type = SchemaType.NUMBER, minimum = "-180", maximum = "180"))
          @RestQuery
          @Nullable String lng,
      @Parameter(
              description = "What matters.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"speed", "cost", "balanced"},
                      defaultValue = "balanced"))
          @RestQuery
          @Nullable String priority,
      @Parameter(
              description = "At most so many edges.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "5"))
          @RestQuery
          @Nullable String limit,
      @Context RoutingContext routing) {
    Optional<Location> place = place(lat, lng);
    Priority wanted = priority == null ? Priority.BALANCED : EdgeRequest.priority(priority);
    int most = most(limit);
    return limits
        .admitUser(routing, Endpoint.OPTIMAL_EDGES, Access.of(routing).caller().keyId())
        .chain(() -> planner.rank(place, wanted, most))
        .map(ranking -> PlanBody.of(ranking).toBuffer());
  }

  private static Optional<Location> place(@Nullable String lat, @Nullable String lng) {
    if (lat == null && lng == null) {
      return Optional.empty();
    }
    return Optional.of(new Location(degrees("lat", lat, 90), degrees("lng", lng, 180)));
  }

  private static double degrees(String name, @Nullable String text, int most) {
    if (text == null) {
      throw ApiException.missing(name, "`lat` and `lng` belong together");
    }
    double degrees = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!(Math.abs(degrees) <= most)) {
      throw ApiException.field(name, "has to be a number from -" + most + " to " + most);
    }
    return degrees;
  }

  private static int most(@Nullable String text) {
    int most = USUAL;
    if (text != null) {
      most = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    }
    if (most < 1 || most > MOST) {
      throw ApiException.field("limit", "has to be a whole number from 1 to " + MOST);
    }
    return most;
  }
}
