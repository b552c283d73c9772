package ai.agentcache.agent;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of this package as the OpenAPI document describes them. Not used at run time. */
final class AgentDocuments {

  static final String TOKEN =
      "The secret is that of the environment. The agent acts for users of the tenant whose"
          + " `X-API-Key` comes along, else of the configured one. Wrong secrets are limited by"
          + " address and by agent.";

  static final String REFRESH =
      "Who the agent is and may do stays the same. The old token works for 30 s more, in which"
          + " refreshing it again gives the same new one, on any replica. Without a body.";

  static final String REVOKE =
      "An agent revokes its own token, the operator any by its `jti`. Refused everywhere within"
          + " seconds, and remembered until it would have expired.";

  static final String USER_TOKEN =
      "A JWT of the user inside a JWE (`dir`, `A256GCM`), whose key is derived from the agent"
          + " secret: docs/agents.md says how.";

  private AgentDocuments() {}

  @Schema(
      name = "AgentTokenRequest",
      requiredProperties = {"agent_id", "agent_secret"})
  record Asked(
      @Schema(name = "agent_id", maxLength = 128, pattern = "[A-Za-z0-9._:-]+") String agentId,
      @Schema(name = "agent_secret") String agentSecret) {}

  @Schema(name = "AgentToken")
  record Token(
      String token,
      @Schema(name = "token_type", enumeration = "Bearer") String tokenType,
      @Schema(name = "expires_in", description = "Seconds.") long expiresIn,
      @Schema(
              name = "refresh_after",
              description = "Seconds until it should be refreshed, 5 minutes before it expires.")
          long refreshAfter,
      @Schema(name = "expires_at", format = "date-time") String expiresAt,
      @Schema(name = "agent_id") String agentId,
      @Schema(enumeration = {"development", "staging", "production"}) String environment,
      List<String> permissions) {}

  @Schema(name = "AgentTokenEnd")
  record Ended(@Schema(description = "For the operator, the token to revoke.") String jti) {}

  @Schema(name = "AgentTokenRevoked")
  record Revoked(boolean success, String jti) {}

  @Schema(
      name = "UserTokenRequest",
      requiredProperties = {"room_name", "user_id", "agent_id"})
  record UserAsked(
      @Schema(name = "room_name", maxLength = 128) String roomName,
      @Schema(name = "user_id", maxLength = 128, description = "`userId` is understood, too.")
          String userId,
      @Schema(name = "agent_id", description = "The agent of the token.") String agentId) {}

  @Schema(name = "UserToken")
  record UserToken(
      boolean success,
      @Schema(name = "encrypted_token") String encryptedToken,
      @Schema(name = "expires_in", description = "Seconds.") long expiresIn,
      @Schema(name = "issued_at", format = "date-time") String issuedAt,
      @Schema(name = "user_id") String userId,
      @Schema(name = "room_name") String roomName,
      @Schema(name = "agent_id") String agentId,
      @Schema(enumeration = {"development", "staging", "production"}) String environment) {}
}
