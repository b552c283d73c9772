package ai.agentcache.agent.token;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.launch.Environment;
import ai.agentcache.time.Clock;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads tokens that requests come with; asks no store. */
@Singleton
public final class TokenReader {

  private final Jwt jwt;
  private final ClaimRules rules;
  private final TokenConfig config;
  private final Revocations revocations;
  private final Clock clock;

  TokenReader(
      TokenKeys keys,
      Environment environment,
      TokenConfig config,
      Revocations revocations,
      Clock clock) {
    this.jwt = keys.jwt();
    this.rules = new ClaimRules(config.issuer(), environment);
    this.config = config;
    this.revocations = revocations;
    this.clock = clock;
  }

  /**
   * What an agent token says.
   *
   * @throws ApiException INVALID_AGENT_TOKEN; for the token of a user NOT_AGENT, or
   *     INVALID_USER_TOKEN when it is not even valid as such
   */
  public AgentClaims agent(String token) {
    JsonObject claims =
        jwt.verified(token)
            .orElseThrow(() -> invalid("it is not a token that this environment has signed"));
    if (UserClaims.ROLE.equals(claims.getValue("role"))) {
      throw user(claims);
    }
    problem(claims, config.agentAudience())
        .ifPresent(
            problem -> {
              throw invalid(problem);
            });
    return AgentClaims.read(claims).orElseThrow(() -> invalid("it is not the token of an agent"));
  }

  /**
   * What the token of a user says; nothing if it is not the token of a user.
   *
   * @throws ApiException INVALID_USER_TOKEN
   */
  public Optional<UserClaims> user(String token) {
    return jwt.verified(token)
        .filter(claims -> UserClaims.ROLE.equals(claims.getValue("role")))
        .map(this::valid);
  }

  private UserClaims valid(JsonObject claims) {
    problem(claims, config.userAudience())
        .ifPresent(
            problem -> {
              throw new ApiException(ErrorCode.INVALID_USER_TOKEN, problem);
            });
    return UserClaims.read(claims)
        .orElseThrow(
            () -> new ApiException(ErrorCode.INVALID_USER_TOKEN, "it lacks what a user's has"));
  }

  private ApiException user(JsonObject claims) {
    UserClaims user = valid(claims);
    return new ApiException(
        ErrorCode.NOT_AGENT, "the token of user " + user.userId() + " opens nothing here");
  }

  private Optional<String> problem(JsonObject claims, String audience) {
    return rules
        .problem(claims, audience, clock.epochSeconds())
        .or(
            () ->
                revocations.isRevoked(claims.getString("jti"), clock.epochMillis())
                    ? Optional.of("it was revoked, or replaced by another")
                    : Optional.empty());
  }

  private static ApiException invalid(String problem) {
    return new ApiException(ErrorCode.INVALID_AGENT_TOKEN, problem);
  }
}
