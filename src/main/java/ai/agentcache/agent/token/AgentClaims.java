package ai.agentcache.agent.token;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a valid agent token says.
 *
 * @param id {@code jti}, which no other token has
 * @param subject the agent
 * @param tenant whose users it acts for
 * @param keyId the public id of the API key that said so, null when there was none
 * @param permissions what it may do
 * @param issuedAt seconds since the epoch
 * @param expiresAt seconds since the epoch
 */
public record AgentClaims(
    String id,
    String subject,
    String tenant,
    @Nullable String keyId,
    Set<String> permissions,
    long issuedAt,
    long expiresAt) {

  static final String ROLE = "agent";

  private static final String API_KEY = "api_key_id";

  private static final String KEY = "agentcache.agent.claims";

  public AgentClaims {
    permissions = Set.copyOf(permissions);
  }

  /** Those of the token that let a request in. */
  public static AgentClaims of(RoutingContext context) {
    return find(context)
        .orElseThrow(() -> new IllegalStateException("the endpoint requires no agent token"));
  }

  /** The same, where others are let in too. */
  public static Optional<AgentClaims> find(RoutingContext context) {
    return Optional.ofNullable(context.get(KEY));
  }

  /** From here on {@link #of} finds them. */
  public void attachTo(RoutingContext context) {
    context.put(KEY, this);
  }

  /** Reads claims that keep the {@link ClaimRules}; nothing if they are no agent's. */
  static Optional<AgentClaims> read(JsonObject claims) {
    Set<String> permissions = new TreeSet<>();
    if (claims.getValue("sub") instanceof String subject
        && claims.getValue("tenant") instanceof String tenant
        && claims.getValue("permissions") instanceof JsonArray given
        && ROLE.equals(claims.getValue("role"))) {
      given.forEach(each -> permissions.add(String.valueOf(each)));
      return Optional.of(
          new AgentClaims(
              claims.getString("jti"),
              subject,
              tenant,
              claims.getValue(API_KEY) instanceof String key ? key : null,
              permissions,
              claims.getLong("iat"),
              claims.getLong("exp")));
    }
    return Optional.empty();
  }

  /** The claims to sign, in an order that is always the same. */
  JsonObject json() {
    JsonObject json = keyId == null ? new JsonObject() : new JsonObject().put(API_KEY, keyId);
    return json.put("sub", subject)
        .put("role", ROLE)
        .put("permissions", new JsonArray(new TreeSet<>(permissions).stream().toList()))
        .put("tenant", tenant)
        .put("jti", id)
        .put("iat", issuedAt)
        .put("nbf", issuedAt)
        .put("exp", expiresAt);
  }
}
