package ai.agentcache.access;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Where a request comes from, to tell callers apart who have shown nothing else. */
final class ClientAddress {

  private ClientAddress() {}

  static String of(RoutingContext routing) {
    SocketAddress address = routing.request().remoteAddress();
    @Nullable String host = address == null ? null : address.hostAddress();
    return host == null ? "unknown" : host;
  }
}
