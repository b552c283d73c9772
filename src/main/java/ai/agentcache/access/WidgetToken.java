package ai.agentcache.access;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of a widget token may see.
 *
 * @param id the token's public id
 * @param tenant whose figures
 * @param namespace of which namespace, null for all
 * @param userId whose transfers, null for nobody's
 * @param expiresAt when it ends, to the second
 */
public record WidgetToken(
    UUID id,
    String tenant,
    @Nullable String namespace,
    @Nullable String userId,
    Instant expiresAt) {

  private static final String KEY = "agentcache.widget-token";

  /** The token of a request to an endpoint that requires one. */
  public static WidgetToken of(RoutingContext routing) {
    WidgetToken token = routing.get(KEY);
    if (token == null) {
      throw new IllegalStateException("the endpoint requires no widget token");
    }
    return token;
  }

  void attachTo(RoutingContext routing) {
    routing.put(KEY, this);
  }
}
