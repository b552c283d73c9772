package ai.agentcache.upload;

import ai.agentcache.access.Access;
import ai.agentcache.access.KeyRequired;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.upload.decision.Decisions;
import ai.agentcache.upload.edge.Edges;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The edges, what clients saw of them, and what was decided about them. */
@Path("/api/jetty")
@KeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Uploads")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class EdgesResource {

  private final Edges edges;
  private final Measurements measurements;
  private final Decisions decisions;

  EdgesResource(Edges edges, Measurements measurements, Decisions decisions) {
    this.edges = edges;
    this.measurements = measurements;
    this.decisions = decisions;
  }

  /** Lists all edges. */
  @GET
  @Path("edges")
  @Operation(summary = "List all edges, and how they are")
  @APIResponse(
      responseCode = "200",
      description = "All of them.",
      content = @Content(schema = @Schema(implementation = EdgeDocuments.All.class)))
  public Uni<Buffer> edges() {
    return edges.loaded().map(loaded -> PlanBody.of(edges.fleet()).toBuffer());
  }

  /** Takes a client's measurement. */
  @POST
  @Path("edges/{id}/measurements")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Tell what you saw of an edge you were sent to; once for each decision")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = EdgeDocuments.Measured.class)))
  @APIResponse(
      responseCode = "200",
      description = "It counts.",
      content = @Content(schema = @Schema(implementation = EdgeDocuments.Taken.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", description = "You told of this edge and decision before.")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<Buffer> measured(
      @RestPath String id, byte @Nullable [] body, @Context RoutingContext routing) {
    Measurement measurement = Measurement.parse(body);
    return measurements
        .take(Access.of(routing).caller(), id, measurement)
        .map(
            taken ->
                new JsonObject()
                    .put("success", true)
                    .put("edgeId", id)
                    .put("decisionId", measurement.decisionId().toString())
                    .toBuffer());
  }

  /** Tells why edges were recommended. */
  @GET
  @Path("decisions/{id}")
  @Operation(
      summary = "See why edges were recommended, for 7 days",
      description = "With a key that has a `userScope` only decisions of its user.")
  @APIResponse(
      responseCode = "200",
      description = "All that led to it, what was predicted, and what came.",
      content = @Content(schema = @Schema(implementation = EdgeDocuments.Decided.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<Buffer> decision(@RestPath String id, @Context RoutingContext routing) {
    if (!Measurement.isUuid(id)) {
      throw noSuchDecision();
    }
    return decisions
        .find(Access.of(routing).caller(), UUID.fromString(id))
        .map(found -> found.orElseThrow(EdgesResource::noSuchDecision).toBuffer());
  }

  private static ApiException noSuchDecision() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no decision of that id.");
  }
}
