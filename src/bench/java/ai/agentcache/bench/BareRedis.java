package ai.agentcache.bench;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The client of the stack as fast as it goes by itself: a pipelined connection for each thread. */
@Singleton
final class BareRedis {

  private final ThreadLocal<Future<RedisConnection>> connections;

  BareRedis(Vertx vertx, @ConfigProperty(name = "quarkus.redis.hosts") String address) {
    RedisOptions options = new RedisOptions().setConnectionString(address);
    options.setMaxWaitingHandlers(1 << 16);
    this.connections =
        ThreadLocal.withInitial(
            () -> Redis.createClient(vertx, new RedisOptions(options)).connect());
  }

  Uni<@Nullable Response> send(Request request) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                connections
                    .get()
                    .compose(open -> open.send(request))
                    .onComplete(emitter::complete, emitter::fail));
  }
}
