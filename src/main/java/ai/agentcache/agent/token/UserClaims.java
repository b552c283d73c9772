package ai.agentcache.agent.token;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a user token says.
 *
 * @param id {@code jti}
 * @param userId the user, who may act for nobody else
 * @param room where the user meets the agent
 * @param agentId the agent
 * @param tenant whose user it is
 * @param issuedAt seconds since the epoch
 * @param expiresAt seconds since the epoch
 */
public record UserClaims(
    String id,
    String userId,
    String room,
    String agentId,
    String tenant,
    long issuedAt,
    long expiresAt) {

  static final String ROLE = "user";

  /** Reads claims that keep the {@link ClaimRules}; nothing if they are no user's. */
  static Optional<UserClaims> read(JsonObject claims) {
    if (claims.getValue("sub") instanceof String userId
        && claims.getValue("room") instanceof String room
        && claims.getValue("agent_id") instanceof String agentId
        && claims.getValue("tenant") instanceof String tenant
        && ROLE.equals(claims.getValue("role"))) {
      return Optional.of(
          new UserClaims(
              claims.getString("jti"),
              userId,
              room,
              agentId,
              tenant,
              claims.getLong("iat"),
              claims.getLong("exp")));
    }
    return Optional.empty();
  }

  /** The claims to sign. */
  JsonObject json() {
    return new JsonObject()
        .put("sub", userId)
        .put("role", ROLE)
        .put("room", room)
        .put("agent_id", agentId)
        .put("tenant", tenant)
        .put("jti", id)
        .put("iat", issuedAt)
        .put("nbf", issuedAt)
        .put("exp", expiresAt);
  }
}
