package ai.agentcache.webhook;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/** Looks names up without holding a thread. */
@Singleton
final class Resolver {

  private final VertxInternal vertx;

  Resolver(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
  }

  /** All addresses of the host of a target; its own, if it is an address already. */
  Uni<List<InetAddress>> addresses(Target target) {
    return target
        .address()
        .map(address -> Uni.createFrom().item(List.of(address)))
        .orElseGet(() -> Uni.createFrom().emitter(emitter -> lookUp(target, emitter)));
  }

  private void lookUp(Target target, UniEmitter<? super List<InetAddress>> emitter) {
    InetSocketAddress asked = InetSocketAddress.createUnresolved(target.host(), target.port());
    FutureListener<List<InetSocketAddress>> found = future -> tell(future, emitter);
    vertx
        .nettyAddressResolverGroup()
        .getResolver(vertx.getOrCreateContext().nettyEventLoop())
        .resolveAll(asked)
        .addListener(found);
  }

  private static void tell(
      Future<List<InetSocketAddress>> future, UniEmitter<? super List<InetAddress>> emitter) {
    if (future.isSuccess()) {
      emitter.complete(
          future.getNow().stream()
              .map(InetSocketAddress::getAddress)
              .filter(Objects::nonNull)
              .toList());
    } else {
      emitter.fail(future.cause());
    }
  }
}
