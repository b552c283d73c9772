package ai.agentcache.agent;

import ai.agentcache.access.AgentGuesses;
import ai.agentcache.access.AgentLimits;
import ai.agentcache.access.AuditTrail;
import ai.agentcache.access.Caller;
import ai.agentcache.access.KeyHolders;
import ai.agentcache.agent.token.TokenKeys;
import ai.agentcache.agent.token.TokenWriter;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens of agents, over HTTP. */
@Path("/api/v1/agent/token")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
@APIResponse(responseCode = "400", ref = "AgentBadRequest")
@APIResponse(responseCode = "401", ref = "AgentUnauthorized")
@APIResponse(responseCode = "429", ref = "AgentTooMany")
@APIResponse(responseCode = "503", ref = "AgentUnavailable")
public final class TokenResource {

  private final TokenKeys secrets;
  private final AgentGuesses guesses;
  private final AgentLimits limits;
  private final KeyHolders keys;
  private final AgentPolicy policy;
  private final TokenWriter writer;
  private final TokenBodies bodies;
  private final AuditTrail audit;
  private final AgentMeters meters;

  TokenResource(
      TokenKeys secrets,
      AgentGuesses guesses,
      AgentLimits limits,
      KeyHolders keys,
      AgentPolicy policy,
      TokenWriter writer,
      TokenBodies bodies,
      AuditTrail audit,
      AgentMeters meters) {
    this.secrets = secrets;
    this.guesses = guesses;
    this.limits = limits;
    this.keys = keys;
    this.policy = policy;
    this.writer = writer;
    this.bodies = bodies;
    this.audit = audit;
    this.meters = meters;
  }

  /** Gives a token to who knows the agent secret. */
  @POST
  @SecurityRequirementsSet({})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Get an agent's first token", description = AgentDocuments.TOKEN)
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = AgentDocuments.Asked.class)))
  @APIResponse(
      responseCode = "200",
      description = "The token.",
      content = @Content(schema = @Schema(implementation = AgentDocuments.Token.class)))
  public Uni<Buffer> issue(byte @Nullable [] body, @Context RoutingContext routing) {
    return limits
        .admitAddress(routing)
        .map(admitted -> TokenRequest.parse(body))
        .call(request -> shown(request, routing))
        .chain(
            request ->
                keys.holder(routing)
                    .chain(holder -> issued(request.agentId(), holder.orElse(null), routing)));
  }

  private Uni<Void> shown(TokenRequest request, RoutingContext routing) {
    guesses.check(routing);
    if (secrets.isAgentSecret(request.secret())) {
      return Uni.createFrom().voidItem();
    }
    meters.wrongSecret();
    return guesses
        .wrong(routing, request.agentId())
        .onItem()
        .failWith(
            () ->
                new ApiException(
                    ErrorCode.INVALID_AGENT_TOKEN,
                    "`agent_secret` is not the agent secret of this environment"));
  }

  private Uni<Buffer> issued(String agentId, @Nullable Caller holder, RoutingContext routing) {
    String tenant = holder == null ? policy.tenant() : holder.tenant();
    String keyId = holder == null ? null : holder.keyId();
    return limits
        .admit(routing, AgentLimits.Endpoint.TOKENS, tenant, agentId)
        .map(admitted -> writer.newAgent(agentId, tenant, keyId, policy.permissions(agentId)))
        .invoke(claims -> audit.record(routing, "agent.token-issued", about(claims.id())))
        .map(claims -> bodies.agent(claims).toBuffer());
  }

  private static JsonObject about(String tokenId) {
    return new JsonObject().put("jti", tokenId);
  }
}
