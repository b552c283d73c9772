package ai.agentcache.access;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** A caller who waits for an answer that another thread may bring; told on its own event loop. */
record Waiter<T>(UniEmitter<? super T> emitter, @Nullable Context home) {

  static <T> Waiter<T> here(UniEmitter<? super T> emitter) {
    return new Waiter<>(emitter, Vertx.currentContext());
  }

  void tell(T answer) {
    if (home == null || home == Vertx.currentContext()) {
      emitter.complete(answer);
    } else {
      home.runOnContext(v -> emitter.complete(answer));
    }
  }
}
