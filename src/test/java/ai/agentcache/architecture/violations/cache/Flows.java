package ai.agentcache.architecture.violations.cache;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Uses harmless methods that are called like the ones that hold a thread. */
final class Flows {
  @Nullable String value(Map<String, String> map, CompletableFuture<String> future) {
    return map.get(future.getNow(""));
  }

  Uni<String> first(Uni<String> one, Uni<String> other) {
    return Uni.join().first(one, other).withItem();
  }
}
