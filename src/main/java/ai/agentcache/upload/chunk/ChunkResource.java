package ai.agentcache.upload.chunk;

import ai.agentcache.access.Access;
import ai.agentcache.access.KeyRequired;
import ai.agentcache.access.LimitedPerUser;
import ai.agentcache.access.UserLimits;
import ai.agentcache.http.ApiException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Reports about chunks over HTTP. */
@Path("/api/jetty/cache-chunk")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Uploads")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class ChunkResource {

  private static final UserLimits.Endpoint LIMIT = UserLimits.Endpoint.CACHE_CHUNK;

  private final ChunkReports reports;
  private final Sessions sessions;
  private final UserLimits limits;

  ChunkResource(ChunkReports reports, Sessions sessions, UserLimits limits) {
    this.reports = reports;
    this.sessions = sessions;
    this.limits = limits;
  }

  /** Takes a report. */
  @POST
  @LimitedPerUser
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Report what became of a chunk", description = ChunkDocuments.REPORT)
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ChunkDocuments.Report.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is taken.",
      content = @Content(schema = @Schema(implementation = ChunkDocuments.Taken.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<Buffer> report(byte @Nullable [] body, @Context RoutingContext routing) {
    ChunkReport report = ChunkReport.parse(body);
    return limits
        .admitKey(routing, LIMIT)
        .chain(() -> sessions.find(Access.of(routing).caller(), report.sessionId()))
        .invoke(report::requireFits)
        .call(session -> limits.admitUser(routing, LIMIT, session.userId()))
        .chain(
            session -> reports.take(session, report).map(totals -> taken(session, report, totals)));
  }

  private static Buffer taken(SessionFacts session, ChunkReport report, Totals totals) {
    return new JsonObject()
        .put("success", true)
        .put("message", "Chunk metadata cached")
        .put(
            "chunk",
            new JsonObject()
                .put("sessionId", session.sessionId().toString())
                .put("chunkIndex", report.index())
                .put("status", report.status().label()))
        .put(
            "progress",
            new JsonObject()
                .put("chunksCompleted", totals.chunks())
                .put("bytesUploaded", totals.bytes())
                .put("chunksTotal", session.chunksTotal()))
        .toBuffer();
  }

  /** Lists chunks. */
  @GET
  @KeyRequired
  @Operation(summary = "List the chunks of a session, and those that are missing")
  @APIResponse(
      responseCode = "200",
      description = "What was reported.",
      content = @Content(schema = @Schema(implementation = ChunkDocuments.Listed.class)))
  public Uni<Buffer> list(
      @Parameter(description = "Which session.", required = true) @RestQuery
          @Nullable String sessionId,
      @Context RoutingContext routing) {
    if (sessionId == null) {
      throw ApiException.missing("sessionId", "which session to list");
    }
    return sessions
        .find(Access.of(routing).caller(), sessionId)
        .chain(session -> sessions.chunks(session).map(chunks -> listed(session, chunks)));
  }

  private static Buffer listed(SessionFacts session, Chunks chunks) {
    return new JsonObject()
        .put("chunks", chunks.json())
        .put("total", session.chunksTotal())
        .put("missing", new JsonArray(chunks.missing()))
        .toBuffer();
  }
}
