package ai.agentcache.agent.token;

import ai.agentcache.launch.Environment;
import ai.agentcache.time.Clock;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes tokens; asks no store. */
@Singleton
public final class TokenWriter {

  private static final int ID_BYTES = 16;

  private final TokenKeys keys;
  private final Environment environment;
  private final TokenConfig config;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TokenWriter(TokenKeys keys, Environment environment, TokenConfig config, Clock clock) {
    this.keys = keys;
    this.environment = environment;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The claims of a new token for an agent.
   *
   * @param keyId the public id of the API key whose tenant it is, if there was one
   */
  public AgentClaims newAgent(
      String agentId, String tenant, @Nullable String keyId, Set<String> permissions) {
    long now = clock.epochSeconds();
    return new AgentClaims(newId(), agentId, tenant, keyId, permissions, now, end(now));
  }

  /** The claims of the token that replaces another: who it is and may do stays the same. */
  AgentClaims successor(AgentClaims old, Successor next) {
    return new AgentClaims(
        next.id(),
        old.subject(),
        old.tenant(),
        old.keyId(),
        old.permissions(),
        next.issuedAt(),
        end(next.issuedAt()));
  }

  private long end(long issuedAt) {
    return issuedAt + ClaimRules.life(environment);
  }

  /** The claims of a new token for a user whom an agent meets in a room. */
  public UserClaims newUser(AgentClaims agent, String userId, String room) {
    long now = clock.epochSeconds();
    return new UserClaims(newId(), userId, room, agent.subject(), agent.tenant(), now, end(now));
  }

  /** The token that says so. */
  public String signed(AgentClaims claims) {
    return keys.jwt().sign(common(config.agentAudience()).mergeIn(claims.json()));
  }

  /** The token that says so, inside one that only agents can open. */
  public String sealed(UserClaims claims) {
    return keys.jwe().seal(keys.jwt().sign(common(config.userAudience()).mergeIn(claims.json())));
  }

  private JsonObject common(String audience) {
    return new JsonObject()
        .put("iss", config.issuer())
        .put("aud", audience)
        .put("env", environment.text());
  }

  /** 128 random bits. */
  String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Jwt.encode(bytes);
  }
}
