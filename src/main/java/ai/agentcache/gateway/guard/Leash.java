package ai.agentcache.gateway.guard;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call from outside of what runs it: fault tolerance does not pass on that its caller does
 * not wait any more. Safe for use by several threads.
 */
final class Leash {

  private boolean pulled;
  private @Nullable Cancellable running;
  private @Nullable UniEmitter<?> waiting;

  /** The same call, which ends when the leash is pulled. */
  <T> Uni<T> on(Uni<T> call) {
    return Uni.createFrom().emitter(emitter -> run(call, emitter));
  }

  private <T> void run(Uni<T> call, UniEmitter<? super T> emitter) {
    synchronized (this) {
      waiting = emitter;
    }
    Cancellable started = call.subscribe().with(emitter::complete, emitter::fail);
    boolean tooLate;
    synchronized (this) {
      running = started;
      tooLate = pulled;
    }
    if (tooLate) {
      end(started, emitter);
    }
  }

  /** Ends the call; nothing if it is over. */
  void pull() {
    Cancellable call;
    UniEmitter<?> emitter;
    synchronized (this) {
      pulled = true;
      call = running;
      emitter = waiting;
    }
    if (call != null && emitter != null) {
      end(call, emitter);
    }
  }

  private static void end(Cancellable call, UniEmitter<?> emitter) {
    call.cancel();
    emitter.fail(new CancellationException("nobody waits for the answer"));
  }
}
