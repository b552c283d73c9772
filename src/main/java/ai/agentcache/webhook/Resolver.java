package ai.agentcache.webhook;

import io.netty.channel.EventLoop;
import io.netty.resolver.DefaultHostsFileEntriesResolver;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;

/**
 * Looks names up without holding a thread. That of Vert.x would hold one: Quarkus has it ask the
 * JVM.
 */
@Singleton
final class Resolver {

  private static final int LONGEST_MEMORY_SECONDS = 30;

  private final DnsNameResolver names;

  @Inject
  Resolver(Vertx vertx) {
    this(vertx, new DefaultHostsFileEntriesResolver());
  }

  /** With names that are known without asking. */
  Resolver(Vertx vertx, HostsFileEntriesResolver hosts) {
    VertxInternal internal = (VertxInternal) vertx;
    EventLoop loop = internal.getOrCreateContext().nettyEventLoop();
    this.names =
        new DnsNameResolverBuilder(loop)
            .datagramChannelFactory(() -> internal.transport().datagramChannel())
            .hostsFileEntriesResolver(hosts)
            .ttl(0, LONGEST_MEMORY_SECONDS)
            .build();
  }

  /** All addresses of the host of a target; its own, if it is an address already. */
  Uni<List<InetAddress>> addresses(Target target) {
    return target
        .address()
        .map(address -> Uni.createFrom().item(List.of(address)))
        .orElseGet(() -> Uni.createFrom().emitter(emitter -> lookUp(target, emitter)));
  }

  private void lookUp(Target target, UniEmitter<? super List<InetAddress>> emitter) {
    FutureListener<List<InetAddress>> found = future -> tell(future, emitter);
    names.resolveAll(target.host()).addListener(found);
  }

  private static void tell(
      Future<List<InetAddress>> future, UniEmitter<? super List<InetAddress>> emitter) {
    if (future.isSuccess()) {
      emitter.complete(future.getNow());
    } else {
      emitter.fail(future.cause());
    }
  }

  @PreDestroy
  void close() {
    names.close();
  }
}
