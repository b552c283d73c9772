package ai.agentcache.cache.flight;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller came from: its Vert.x context, so that it gets its answer there whoever made it.
 * Work given from this very context is done at once, and so is work for a caller without one.
 *
 * @param context the context, or null
 */
public record Home(@Nullable Context context) implements Executor {

  /** The home of whoever calls. */
  public static Home here() {
    return new Home(Vertx.currentContext());
  }

  @Override
  public void execute(Runnable work) {
    if (context == null || context == Vertx.currentContext()) {
      work.run();
    } else {
      context.runOnContext(v -> work.run());
    }
  }
}
