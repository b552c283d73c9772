package ai.agentcache.agent;

import ai.agentcache.agent.token.AgentClaims;
import ai.agentcache.agent.token.TokenWriter;
import ai.agentcache.agent.token.UserClaims;
import ai.agentcache.launch.Environment;
import ai.agentcache.time.Clock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** What is answered with a token in it. */
@Singleton
final class TokenBodies {

  private static final long REFRESH_AHEAD = 300;

  private final TokenWriter writer;
  private final AgentPolicy policy;
  private final Environment environment;
  private final Clock clock;

  TokenBodies(TokenWriter writer, AgentPolicy policy, Environment environment, Clock clock) {
    this.writer = writer;
    this.policy = policy;
    this.environment = environment;
    this.clock = clock;
  }

  /** An agent's token; how long it lasts is counted from now, for it may not be new. */
  JsonObject agent(AgentClaims claims) {
    long left = claims.expiresAt() - clock.epochSeconds();
    List<String> permissions =
        policy.remaining(claims.subject(), claims.permissions()).stream().sorted().toList();
    return new JsonObject()
        .put("token", writer.signed(claims))
        .put("token_type", "Bearer")
        .put("expires_in", left)
        .put("refresh_after", Math.max(0, left - REFRESH_AHEAD))
        .put("expires_at", Instant.ofEpochSecond(claims.expiresAt()).toString())
        .put("agent_id", claims.subject())
        .put("environment", environment.text())
        .put("permissions", new JsonArray(permissions));
  }

  /** A user's token, for the agent's eyes. */
  JsonObject user(UserClaims claims) {
    return new JsonObject()
        .put("success", true)
        .put("encrypted_token", writer.sealed(claims))
        .put("expires_in", claims.expiresAt() - claims.issuedAt())
        .put("issued_at", Instant.ofEpochSecond(claims.issuedAt()).toString())
        .put("user_id", claims.userId())
        .put("room_name", claims.room())
        .put("agent_id", claims.agentId())
        .put("environment", environment.text());
  }
}
