package ai.agentcache.agent.context;

import ai.agentcache.access.Answer;
import ai.agentcache.access.Idempotency;
import ai.agentcache.access.IdempotencyKey;
import ai.agentcache.agent.Agent;
import ai.agentcache.agent.AgentRequired;
import ai.agentcache.http.JsonFields;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/** Learning sessions over HTTP. */
@Path("/api/v1/agent/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
@SecurityRequirement(name = "agent")
@APIResponse(responseCode = "400", ref = "AgentBadRequest")
@APIResponse(responseCode = "401", ref = "AgentUnauthorized")
@APIResponse(responseCode = "403", ref = "AgentForbidden")
@APIResponse(responseCode = "429", ref = "AgentTooMany")
@APIResponse(responseCode = "503", ref = "AgentUnavailable")
public final class LearningSessionResource {

  private final LearningSessionStore store;
  private final Contexts contexts;
  private final Idempotency idempotency;

  LearningSessionResource(LearningSessionStore store, Contexts contexts, Idempotency idempotency) {
    this.store = store;
    this.contexts = contexts;
    this.idempotency = idempotency;
  }

  /** Writes a session down. */
  @POST
  @AgentRequired("sessions:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Record a learning session", description = ContextDocuments.SESSION)
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key and body give the same answer for 24 h.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ContextDocuments.Session.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is written.",
      content = @Content(schema = @Schema(implementation = ContextDocuments.Recorded.class)))
  @APIResponse(responseCode = "409", ref = "AgentConflict")
  @APIResponse(responseCode = "413", ref = "AgentTooLarge")
  @APIResponse(responseCode = "415", ref = "AgentUnsupportedType")
  public Uni<Buffer> create(byte @Nullable [] body, @Context RoutingContext routing) {
    Agent agent = Agent.of(routing);
    LearningSession session = LearningSession.read(JsonFields.parse(body), agent);
    String key = IdempotencyKey.of(routing);
    String scope = "agent-session/" + agent.tenant();
    byte[] bytes = body == null ? new byte[0] : body;
    return idempotency.once(scope, key, bytes, () -> create(session)).map(Answer::body);
  }

  private Uni<Answer> create(LearningSession session) {
    return contexts
        .changing(session.user(), store.create(session))
        .map(createdAt -> new Answer(200, created(session, createdAt)));
  }

  private static Buffer created(LearningSession session, Instant createdAt) {
    return new JsonObject()
        .put("success", true)
        .put("session_id", session.sessionId())
        .put("user_id", session.user().userId())
        .put("created_at", createdAt.toString())
        .put("created_by", "agent")
        .put("agent_id", session.agentId())
        .toBuffer();
  }
}
