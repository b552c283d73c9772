package ai.agentcache.agent;

import ai.agentcache.access.KeyHolders;
import ai.agentcache.agent.token.AgentClaims;
import ai.agentcache.agent.token.Rotation;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
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

/** Puts new tokens into the place of old ones, over HTTP. */
@Path("/api/v1/agent/token/refresh")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
@SecurityRequirement(name = "agent")
@APIResponse(responseCode = "401", ref = "AgentUnauthorized")
@APIResponse(responseCode = "403", ref = "AgentForbidden")
@APIResponse(responseCode = "429", ref = "AgentTooMany")
@APIResponse(responseCode = "503", ref = "AgentUnavailable")
public final class RefreshResource {

  private final Rotation rotation;
  private final TokenBodies bodies;
  private final KeyHolders keys;

  RefreshResource(Rotation rotation, TokenBodies bodies, KeyHolders keys) {
    this.keys = keys;
    this.rotation = rotation;
    this.bodies = bodies;
  }

  /** Replaces the token that the request came with. */
  @POST
  @AgentRequired("")
  @Operation(summary = "Replace a token by a new one", description = AgentDocuments.REFRESH)
  @APIResponse(
      responseCode = "200",
      description = "The new token.",
      content = @Content(schema = @Schema(implementation = AgentDocuments.Token.class)))
  public Uni<Buffer> refresh(@Context RoutingContext routing) {
    AgentClaims old = AgentClaims.of(routing);
    String keyId = old.keyId();
    Uni<Boolean> live = keyId == null ? Uni.createFrom().item(true) : keys.isLive(keyId);
    return live.chain(isLive -> refreshed(old, isLive)).map(JsonObject::toBuffer);
  }

  private Uni<JsonObject> refreshed(AgentClaims old, boolean live) {
    if (!live) {
      throw new ApiException(
          ErrorCode.INVALID_AGENT_TOKEN, "the API key that came with the first token was revoked");
    }
    return rotation.refresh(old).map(bodies::agent);
  }
}
