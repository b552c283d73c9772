package ai.agentcache.access;

import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.concurrent.Executor;

/** Where a request runs: what it shares with other requests may come back on another thread. */
public final class RequestContext {

  private RequestContext() {}

  /** Runs tasks on the current context: at once when already there. */
  public static Executor current() {
    ContextInternal context = (ContextInternal) Vertx.currentContext();
    return context == null ? Runnable::run : task -> context.emit(task, Runnable::run);
  }
}
