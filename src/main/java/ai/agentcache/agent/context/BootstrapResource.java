package ai.agentcache.agent.context;

import ai.agentcache.agent.Agent;
import ai.agentcache.agent.AgentRequired;
import ai.agentcache.agent.UserIds;
import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.time.Clock;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Everything an agent needs of a user at its start, over HTTP. */
@Path("/api/v1/agent/bootstrap/{user_id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
@SecurityRequirement(name = "agent")
@APIResponse(responseCode = "400", ref = "AgentBadRequest")
@APIResponse(responseCode = "401", ref = "AgentUnauthorized")
@APIResponse(responseCode = "403", ref = "AgentForbidden")
@APIResponse(responseCode = "429", ref = "AgentTooMany")
@APIResponse(responseCode = "503", ref = "AgentUnavailable")
public final class BootstrapResource {

  private final BootstrapStore store;
  private final Clock clock;

  BootstrapResource(BootstrapStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Summary, context and latest sessions. */
  @GET
  @AgentRequired(value = "context:read", ownUser = true)
  @Operation(
      summary = "Get everything an agent needs of a user at its start",
      description = ContextDocuments.BOOTSTRAP)
  @APIResponse(
      responseCode = "200",
      description = "Summary, context and latest sessions.",
      content = @Content(schema = @Schema(implementation = ContextDocuments.Bootstrap.class)))
  public Uni<Buffer> bootstrap(
      @RestPath("user_id") String userId, @Context RoutingContext routing) {
    Agent agent = Agent.of(routing);
    UserKey user = new UserKey(agent.tenant(), UserIds.checked(userId));
    return store.find(user).map(found -> answer(user, agent, found));
  }

  private Buffer answer(UserKey user, Agent agent, BootstrapStore.Found found) {
    ObjectNode context = ContextDocument.of(user.userId(), found.stored(), clock.instant());
    ArrayNode sessions = sessions(found.sessions());
    ObjectNode answer =
        ContextDocument.MAPPER
            .createObjectNode()
            .put("success", true)
            .put("user_id", user.userId())
            .put("agent_id", agent.id())
            .put("summary", Summary.of(context, sessions));
    answer.set("context", context);
    answer.set("recent_sessions", sessions);
    answer.put("timestamp", clock.instant().toString());
    return Buffer.buffer(answer.toString());
  }

  private static ArrayNode sessions(String json) {
    try {
      return ContextDocument.MAPPER.readValue(json, ArrayNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored sessions cannot be read", e);
    }
  }
}
