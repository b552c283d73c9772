package ai.agentcache.agent;

import ai.agentcache.access.AuditTrail;
import ai.agentcache.agent.token.AgentClaims;
import ai.agentcache.agent.token.Rotation;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Ends tokens before their time, over HTTP. */
@Path("/api/v1/agent/token/revoke")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
@SecurityRequirement(name = "agent")
@SecurityRequirement(name = "apiKey")
@APIResponse(responseCode = "400", ref = "AgentBadRequest")
@APIResponse(responseCode = "401", ref = "AgentUnauthorized")
@APIResponse(responseCode = "403", ref = "AgentForbidden")
@APIResponse(responseCode = "404", ref = "AgentNotFound")
@APIResponse(responseCode = "429", ref = "AgentTooMany")
@APIResponse(responseCode = "503", ref = "AgentUnavailable")
public final class RevokeResource {

  private static final int LONGEST_ID = 64;

  private final Rotation rotation;
  private final AuditTrail audit;

  RevokeResource(Rotation rotation, AuditTrail audit) {
    this.rotation = rotation;
    this.audit = audit;
  }

  /** Ends the agent's own token, or any for the operator. */
  @POST
  @RevokerRequired
  @Operation(summary = "Revoke a token", description = AgentDocuments.REVOKE)
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AgentDocuments.Ended.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is revoked.",
      content = @Content(schema = @Schema(implementation = AgentDocuments.Revoked.class)))
  public Uni<Buffer> revoke(byte @Nullable [] body, @Context RoutingContext routing) {
    Optional<AgentClaims> own = AgentClaims.find(routing);
    String named = body == null || body.length == 0 ? null : named(JsonFields.parse(body));
    return own.map(claims -> revokeOwn(claims, named))
        .orElseGet(() -> rotation.revoke(required(named)))
        .map(nothing -> own.map(AgentClaims::id).orElseGet(() -> required(named)))
        .invoke(id -> audit.record(routing, "agent.token-revoked", about(id)))
        .map(id -> about(id).put("success", true).toBuffer());
  }

  private Uni<Void> revokeOwn(AgentClaims own, @Nullable String named) {
    if (named != null && !named.equals(own.id())) {
      throw new ApiException(
          ErrorCode.NOT_FOUND, "`jti` names no token of yours: an agent revokes its own");
    }
    return rotation.revoke(own);
  }

  private static @Nullable String named(JsonFields fields) {
    String id = fields.optionalText("jti", LONGEST_ID);
    if (id != null && !Rotation.isTokenId(id)) {
      throw ApiException.field("jti", "must be the id of a token: letters, digits, _ and -");
    }
    return id;
  }

  private static String required(@Nullable String named) {
    if (named == null) {
      throw ApiException.missing("jti", "the id of the token to revoke");
    }
    return named;
  }

  private static JsonObject about(String tokenId) {
    return new JsonObject().put("jti", tokenId);
  }
}
