package ai.agentcache.cache;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Does work that grows with the size of a value: small ones at once, large ones off the loop. */
@Singleton
final class Offload {

  private final Vertx vertx;
  private final int fromBytes;

  Offload(Vertx vertx, CacheConfig config) {
    this.vertx = vertx;
    this.fromBytes = config.offloadFromBytes();
  }

  /** Whether work on so many bytes is done off the loop. */
  boolean takes(int bytes) {
    return bytes >= fromBytes;
  }

  <T> Uni<T> run(int bytes, Supplier<T> work) {
    if (!takes(bytes)) {
      return Uni.createFrom().item(work.get());
    }
    Callable<T> call = work::get;
    return Uni.createFrom()
        .completionStage(() -> vertx.executeBlocking(call, false).toCompletionStage());
  }
}
