package ai.agentcache.gateway.upstream;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * Calls providers over connections that are kept: HTTP/2 where TLS offers it, else HTTP/1.1. No
 * redirect is followed: credentials go where they are configured to go.
 */
@Singleton
public final class UpstreamClient {

  private final Vertx vertx;
  private final Clock clock;
  private final UpstreamConfig config;
  private final Connections connections;

  UpstreamClient(Vertx vertx, Clock clock, UpstreamConfig config) {
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
    this.connections = new Connections(vertx, clock, config);
  }

  /**
   * Calls a provider.
   *
   * @return its answer; fails with {@link UpstreamFailure} or {@link UpstreamRefusal}. Cancelling
   *     ends the call
   */
  public Uni<UpstreamAnswer> call(UpstreamCall call) {
    return Uni.createFrom()
        .emitter(emitter -> new Exchange(vertx, clock, config, call, emitter).start(connections));
  }

  @PreDestroy
  void close() {
    connections.close();
  }
}
