package ai.agentcache.agent.progress;

import ai.agentcache.agent.Agent;
import ai.agentcache.agent.AgentRequired;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
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
import java.time.Instant;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Progress over HTTP: reported, and what became of it. */
@Path("/api/v1/agent/progress")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
@SecurityRequirement(name = "agent")
@APIResponse(responseCode = "401", ref = "AgentUnauthorized")
@APIResponse(responseCode = "403", ref = "AgentForbidden")
@APIResponse(responseCode = "429", ref = "AgentTooMany")
@APIResponse(responseCode = "503", ref = "AgentUnavailable")
public final class ProgressResource {

  private static final long SOON_SECONDS = 2;

  private final ProgressStreamStore stream;
  private final Batches batches;

  ProgressResource(ProgressStreamStore stream, Batches batches) {
    this.stream = stream;
    this.batches = batches;
  }

  /** Takes a report. */
  @POST
  @AgentRequired("progress:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Report progress of a user", description = ProgressDocuments.REPORT)
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "As `updateId`, which comes first.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ProgressDocuments.Said.class)))
  @APIResponse(
      responseCode = "200",
      description = "It will be applied, whatever happens.",
      content = @Content(schema = @Schema(implementation = ProgressDocuments.Taken.class)))
  @APIResponse(responseCode = "400", ref = "AgentBadRequest")
  @APIResponse(responseCode = "409", ref = "AgentConflict")
  @APIResponse(responseCode = "413", ref = "AgentTooLarge")
  @APIResponse(responseCode = "415", ref = "AgentUnsupportedType")
  public Uni<Buffer> report(byte @Nullable [] body, @Context RoutingContext routing) {
    Report report = ProgressBody.read(body, routing);
    String fingerprint =
        HexFormat.of().formatHex(Partition.sha256(body == null ? new byte[0] : body));
    return stream.accept(report, fingerprint).map(accepted -> answer(report, accepted));
  }

  private static Buffer answer(Report report, Accepted accepted) {
    return switch (accepted.outcome()) {
      case NEW, AGAIN -> taken(report, accepted).toBuffer();
      case OTHER ->
          throw new ApiException(
              ErrorCode.IDEMPOTENCY_CONFLICT, "Use a new `updateId` for another update.");
      case FULL ->
          throw new ApiException(
              ErrorCode.OVERLOADED, "Too many updates wait; send this one again.", SOON_SECONDS);
    };
  }

  private static JsonObject taken(Report report, Accepted accepted) {
    return new JsonObject()
        .put("success", true)
        .put("message", "Progress update accepted")
        .put("userId", report.user().userId())
        .put("sessionId", report.sessionId())
        .put("agentId", report.agentId())
        .put("timestamp", Instant.ofEpochMilli(accepted.epochMillis()).toString())
        .put("batched", true)
        .put("batchId", accepted.batchId());
  }

  /** Says how a batch is. */
  @GET
  @Path("batches/{batchId}")
  @AgentRequired("progress:read")
  @Operation(summary = "Get the state of a batch of updates")
  @APIResponse(
      responseCode = "200",
      description = "The batch.",
      content = @Content(schema = @Schema(implementation = ProgressDocuments.Batch.class)))
  @APIResponse(responseCode = "404", ref = "AgentNotFound")
  public Uni<Buffer> batch(@RestPath String batchId, @Context RoutingContext routing) {
    return batches
        .find(Agent.of(routing).tenant(), batchId)
        .map(found -> found.orElseThrow(ProgressResource::unknown))
        .map(batch -> state(batchId, batch).toBuffer());
  }

  private static ApiException unknown() {
    return new ApiException(ErrorCode.NOT_FOUND, "`batchId` names no batch of the last days.");
  }

  private static JsonObject state(String batchId, BatchState batch) {
    Instant applied = batch.appliedAt();
    return new JsonObject()
        .put("success", true)
        .put("batchId", batchId)
        .put("userId", batch.user().userId())
        .put("type", batch.type())
        .put("status", batch.status().label())
        .put("size", batch.size())
        .put("failed", batch.failed())
        .put("openedAt", batch.openedAt().toString())
        .put("appliedAt", applied == null ? null : applied.toString());
  }
}
