package ai.agentcache.usage;

import ai.agentcache.access.Budgets;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Writes the last counts before anybody closes connections. Waits, as only the end of the service
 * may: on the thread that ends it, when there are no more requests.
 */
@Singleton
final class FlushAtShutdown {

  private static final Logger LOG = Logger.getLogger(FlushAtShutdown.class);

  private final UsageFlusher flusher;
  private final Budgets budgets;
  private final Duration timeout;

  FlushAtShutdown(UsageFlusher flusher, Budgets budgets, UsageConfig config) {
    this.flusher = flusher;
    this.budgets = budgets;
    this.timeout = config.shutdownTimeout();
  }

  void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    try {
      Uni.join()
          .all(budgets.flush(), flusher.flushAll())
          .andCollectFailures()
          .await()
          .atMost(timeout);
    } catch (RuntimeException e) {
      LOG.warnf("The last usage counts could not be written: %s", e.getMessage());
    }
  }
}
