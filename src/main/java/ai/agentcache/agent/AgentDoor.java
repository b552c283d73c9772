package ai.agentcache.agent;

import ai.agentcache.access.AgentLimits;
import ai.agentcache.agent.token.AgentClaims;
import ai.agentcache.agent.token.TokenReader;
import ai.agentcache.agent.token.UserClaims;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.launch.Environment;
import io.netty.util.AsciiString;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets agents in, and users to what is theirs: reads the token, looks for the permission, asks the
 * limiter. The token says everything that is needed, so that no store is asked.
 *
 * <p>Reached by a proxy, since filters are made before there is any configuration.
 */
@ApplicationScoped
class AgentDoor {

  private static final String SCHEME = "Bearer ";
  private static final CharSequence AUTHORIZATION = AsciiString.cached("authorization");
  private static final CharSequence AGENT_ID = AsciiString.cached("x-agent-id");

  private static final Set<String> OF_USERS =
      Set.of(Permission.CONTEXT_READ.text(), Permission.CONTEXT_WRITE.text());

  private final TokenReader tokens;
  private final AgentPolicy policy;
  private final AgentLimits limits;
  private final Environment environment;
  private final AgentMeters meters;

  AgentDoor(
      TokenReader tokens,
      AgentPolicy policy,
      AgentLimits limits,
      Environment environment,
      AgentMeters meters) {
    this.meters = meters;
    this.tokens = tokens;
    this.policy = policy;
    this.limits = limits;
    this.environment = environment;
  }

  /**
   * Lets an agent in; throws, or fails with, what refuses it.
   *
   * @param permission what it needs, empty when its token is enough
   */
  Uni<Void> enter(RoutingContext routing, String permission) {
    MultiMap headers = routing.request().headers();
    String token = bearer(headers.getAll(AUTHORIZATION));
    AgentClaims claims = read(() -> tokens.agent(token));
    checkHeader(headers.getAll(AGENT_ID), claims);
    Set<String> permissions = policy.remaining(claims.subject(), claims.permissions());
    if (!permission.isEmpty() && !permissions.contains(permission)) {
      throw new ApiException(
          ErrorCode.INSUFFICIENT_PERMISSIONS, "the agent lacks the permission " + permission);
    }
    new Agent(claims.subject(), claims.tenant(), permissions, environment).attachTo(routing);
    claims.attachTo(routing);
    return limits.admit(routing, endpoint(permission), claims.tenant(), claims.subject());
  }

  /**
   * Lets an agent in, or a user to what is theirs; throws, or fails with, what refuses them.
   *
   * @param own the user whose it is
   */
  Uni<Void> enter(RoutingContext routing, String permission, String own) {
    MultiMap headers = routing.request().headers();
    String token = bearer(headers.getAll(AUTHORIZATION));
    Optional<UserClaims> user = read(() -> tokens.user(token));
    return user.isEmpty()
        ? enter(routing, permission)
        : enter(routing, permission, own, user.get());
  }

  private Uni<Void> enter(RoutingContext routing, String permission, String own, UserClaims user) {
    if (!user.userId().equals(own)) {
      throw new ApiException(ErrorCode.INSUFFICIENT_PERMISSIONS, "a user acts only for themselves");
    }
    new Agent(user.agentId(), user.tenant(), OF_USERS, environment).attachTo(routing);
    return limits.admit(routing, endpoint(permission), user.tenant(), "user/" + user.userId());
  }

  private <T> T read(Supplier<T> reading) {
    try {
      T claims = reading.get();
      meters.taken();
      return claims;
    } catch (ApiException refused) {
      meters.refused();
      throw refused;
    }
  }

  private static AgentLimits.Endpoint endpoint(String permission) {
    return permission.isEmpty()
        ? AgentLimits.Endpoint.REFRESHES
        : Permission.of(permission).endpoint();
  }

  private static String bearer(List<String> authorizations) {
    if (authorizations.size() > 1) {
      throw new ApiException(
          ErrorCode.INVALID_AGENT_TOKEN, "send one `Authorization`, not several");
    }
    if (authorizations.isEmpty()
        || !authorizations.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new ApiException(
          ErrorCode.AUTH_REQUIRED,
          "send `Authorization: Bearer <agent token>`; POST /api/v1/agent/token gives one");
    }
    return authorizations.get(0).substring(SCHEME.length()).strip();
  }

  private static void checkHeader(List<String> agentIds, AgentClaims claims) {
    if (agentIds.size() > 1
        || (!agentIds.isEmpty() && !agentIds.get(0).strip().equals(claims.subject()))) {
      throw new ApiException(
          ErrorCode.INVALID_AGENT_TOKEN, "`X-Agent-ID` is not the agent of the token");
    }
  }
}
