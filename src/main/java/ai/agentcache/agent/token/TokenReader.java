package ai.agentcache.agent.token;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import jakarta.inject.Singleton;

/** Reads tokens that requests come with. */
@Singleton
public final class TokenReader {

  /**
   * What an agent token says.
   *
   * @throws ApiException INVALID_AGENT_TOKEN, or NOT_AGENT for the token of a user
   */
  public AgentClaims agent(String token) {
    throw new ApiException(ErrorCode.INVALID_AGENT_TOKEN, "the token is not one of this service");
  }
}
