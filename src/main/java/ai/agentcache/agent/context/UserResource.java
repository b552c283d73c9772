package ai.agentcache.agent.context;

import ai.agentcache.access.AuditTrail;
import ai.agentcache.agent.Agent;
import ai.agentcache.agent.AgentRequired;
import ai.agentcache.agent.UserIds;
import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import ai.agentcache.time.Clock;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What agents keep of a user, over HTTP. */
@Path("/api/v1/agent/user/{user_id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
@SecurityRequirement(name = "agent")
@APIResponse(responseCode = "400", ref = "AgentBadRequest")
@APIResponse(responseCode = "401", ref = "AgentUnauthorized")
@APIResponse(responseCode = "403", ref = "AgentForbidden")
@APIResponse(responseCode = "429", ref = "AgentTooMany")
@APIResponse(responseCode = "503", ref = "AgentUnavailable")
public final class UserResource {

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
  private static final String WRITING = "context:write";

  private final Contexts contexts;
  private final Erasure erasure;
  private final AuditTrail audit;
  private final Clock clock;

  UserResource(Contexts contexts, Erasure erasure, AuditTrail audit, Clock clock) {
    this.contexts = contexts;
    this.erasure = erasure;
    this.audit = audit;
    this.clock = clock;
  }

  /** Reads or changes a context. */
  @POST
  @Path("context")
  @AgentRequired(value = "context:read", ownUser = true)
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(
      summary = "Read the context of a user, or change it",
      description = ContextDocuments.CONTEXT)
  @RequestBody(content = @Content(schema = @Schema(implementation = ContextDocuments.Change.class)))
  @APIResponse(
      responseCode = "200",
      description = "The context.",
      content = @Content(schema = @Schema(implementation = ContextDocuments.Found.class)))
  @APIResponse(responseCode = "413", ref = "AgentTooLarge")
  public Uni<Buffer> context(
      @RestPath("user_id") String userId, byte @Nullable [] body, @Context RoutingContext routing) {
    Agent agent = Agent.of(routing);
    UserKey user = new UserKey(agent.tenant(), UserIds.checked(userId));
    JsonFields fields = JsonFields.parse(body == null || body.length == 0 ? NOTHING : body);
    requireSame(user, fields);
    Optional<ContextChange> change = ContextChange.read(fields);
    if (change.isEmpty()) {
      return contexts.read(user).map(found -> answer(user, agent, found, new JsonObject()));
    }
    requireWriting(agent);
    JsonObject said =
        new JsonObject()
            .put("message", "User context updated")
            .put("updated_fields", new JsonArray(change.get().names(fields)));
    return contexts.change(user, change.get()).map(found -> answer(user, agent, found, said));
  }

  private static void requireSame(UserKey user, JsonFields body) {
    ObjectNode tree = body.tree();
    boolean named = tree.hasNonNull("userId") || tree.hasNonNull("user_id");
    if (named && !UserIds.require(body).equals(user.userId())) {
      throw new ApiException(
          ErrorCode.USER_ID_MISMATCH, "`user_id` of the body is not the one of the path");
    }
  }

  private static void requireWriting(Agent agent) {
    if (!agent.permissions().contains(WRITING)) {
      throw new ApiException(
          ErrorCode.INSUFFICIENT_PERMISSIONS, "the token lacks the permission " + WRITING);
    }
  }

  private Buffer answer(UserKey user, Agent agent, FoundContext found, JsonObject said) {
    JsonObject head =
        new JsonObject()
            .put("success", true)
            .put("user_id", user.userId())
            .put("agent_id", agent.id())
            .put("cached", found.cached())
            .put("timestamp", clock.instant().toString());
    return Replies.with(head.mergeIn(said), "context", found.document());
  }

  /** Forgets a user. */
  @DELETE
  @AgentRequired("user:delete")
  @Operation(summary = "Erase a user", description = ContextDocuments.ERASE)
  @APIResponse(
      responseCode = "200",
      description = "What was removed.",
      content = @Content(schema = @Schema(implementation = ContextDocuments.Removed.class)))
  @APIResponse(responseCode = "404", ref = "AgentNotFound")
  public Uni<Buffer> erase(@RestPath("user_id") String userId, @Context RoutingContext routing) {
    Agent agent = Agent.of(routing);
    UserKey user = new UserKey(agent.tenant(), UserIds.checked(userId));
    return erasure
        .erase(user)
        .invoke(erased -> audit.record(routing, "agent.user-erased", erased.json()))
        .map(erased -> answer(user, agent, erased).toBuffer());
  }

  private JsonObject answer(UserKey user, Agent agent, Erased erased) {
    if (erased.isNothing()) {
      throw new ApiException(
          ErrorCode.USER_CONTEXT_NOT_FOUND, "`user_id` names nobody of whom anything is kept");
    }
    return new JsonObject()
        .put("success", true)
        .put("user_id", user.userId())
        .put("agent_id", agent.id())
        .put("erased", erased.json())
        .put("timestamp", clock.instant().toString());
  }
}
