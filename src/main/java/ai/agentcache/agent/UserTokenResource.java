package ai.agentcache.agent;

import ai.agentcache.access.JsonFields;
import ai.agentcache.agent.token.AgentClaims;
import ai.agentcache.agent.token.TokenWriter;
import ai.agentcache.http.ApiException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens of users whom an agent meets, over HTTP. */
@Path("/api/v1/agent/user-token")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
@SecurityRequirement(name = "agent")
@APIResponse(responseCode = "400", ref = "AgentBadRequest")
@APIResponse(responseCode = "401", ref = "AgentUnauthorized")
@APIResponse(responseCode = "403", ref = "AgentForbidden")
@APIResponse(responseCode = "429", ref = "AgentTooMany")
public final class UserTokenResource {

  private static final int LONGEST_ROOM = 128;

  private final TokenWriter writer;
  private final TokenBodies bodies;

  UserTokenResource(TokenWriter writer, TokenBodies bodies) {
    this.writer = writer;
    this.bodies = bodies;
  }

  /** Gives an agent a token for a user. */
  @POST
  @AgentRequired("user:token")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Get a token for a user", description = AgentDocuments.USER_TOKEN)
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = AgentDocuments.UserAsked.class)))
  @APIResponse(
      responseCode = "200",
      description = "The token, encrypted for the agent.",
      content = @Content(schema = @Schema(implementation = AgentDocuments.UserToken.class)))
  public Uni<Buffer> issue(byte @Nullable [] body, @Context RoutingContext routing) {
    JsonFields fields = JsonFields.parse(body);
    AgentClaims agent = AgentClaims.of(routing);
    String room = fields.text("room_name", LONGEST_ROOM);
    String userId = UserIds.require(fields);
    if (!TokenRequest.agentId(fields).equals(agent.subject())) {
      throw ApiException.field("agent_id", "must be the agent of the token");
    }
    return Uni.createFrom().item(bodies.user(writer.newUser(agent, userId, room)).toBuffer());
  }
}
