package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UnavailableException;
import io.netty.util.AsciiString;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holders of keys where a key is not the only way in.
 *
 * <p>Reached by a proxy, since filters are made before there is any configuration.
 */
@ApplicationScoped
public class KeyHolders {

  private static final CharSequence API_KEY = AsciiString.cached("x-api-key");

  private final Authentication authentication;
  private final Gatekeeper gatekeeper;

  KeyHolders(Authentication authentication, Gatekeeper gatekeeper) {
    this.authentication = authentication;
    this.gatekeeper = gatekeeper;
  }

  /**
   * Who holds the key in {@code X-API-Key}, nothing without one. Fails with INVALID_API_KEY, with
   * FORBIDDEN for the operator's, who has no tenant, and with {@code UnavailableException}.
   */
  public Uni<Optional<Caller>> holder(RoutingContext routing) {
    List<String> keys = routing.request().headers().getAll(API_KEY);
    if (keys.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    String key = Credentials.key(keys, List.of());
    return authentication
        .caller(routing, key)
        .emitOn(RequestContext.current())
        .map(caller -> Optional.of(ofTenant(caller)));
  }

  private static Caller ofTenant(Caller caller) {
    if (caller.role() == Caller.Role.OPERATOR) {
      throw new ApiException(ErrorCode.FORBIDDEN, "Use a demo or live key here.");
    }
    return caller;
  }

  /** Whether a key may still be used; true as well while nobody can tell. */
  public Uni<Boolean> isLive(String keyId) {
    return authentication
        .isLive(keyId)
        .onFailure(UnavailableException.class)
        .recoverWithItem(true)
        .emitOn(RequestContext.current());
  }

  /**
   * Lets the operator in; throws, or fails with, what refuses others.
   *
   * @return null when the request may go on at once, else what it has to wait for
   */
  public @Nullable Uni<Void> enterAsOperator(RoutingContext routing) {
    return gatekeeper.enterAsOperator(routing);
  }
}
