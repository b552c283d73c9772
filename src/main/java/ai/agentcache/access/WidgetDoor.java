package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Lets a request with a widget token in, each token within its limit.
 *
 * <p>Reached by a proxy, since filters are made before there is any configuration.
 */
@ApplicationScoped
class WidgetDoor {

  private static final String LIMIT = "widget";

  private final WidgetTokens tokens;
  private final Gatekeeper gatekeeper;
  private final LimitsConfig limits;

  WidgetDoor(WidgetTokens tokens, Gatekeeper gatekeeper, LimitsConfig limits) {
    this.tokens = tokens;
    this.gatekeeper = gatekeeper;
    this.limits = limits;
  }

  /** What the request has to wait for; fails with what refuses it. */
  Uni<Void> enter(RoutingContext routing) {
    List<String> sent = routing.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    String text = Credentials.key(List.of(), sent);
    if (text == null) {
      throw invalid();
    }
    return tokens
        .check(text)
        .emitOn(RequestContext.current())
        .chain(found -> admit(routing, found.orElseThrow(WidgetDoor::invalid)));
  }

  private Uni<Void> admit(RoutingContext routing, WidgetToken token) {
    token.attachTo(routing);
    String id = token.id().toString();
    Caller caller = new Caller(token.tenant(), LIMIT + ":" + id, Caller.Role.LIVE, 0, 0);
    return gatekeeper.limit(routing, caller, LIMIT, id, limits.widget());
  }

  private static ApiException invalid() {
    return new ApiException(
        ErrorCode.INVALID_API_KEY, "Send a valid widget token as `Authorization: Bearer awt_…`.");
  }
}
