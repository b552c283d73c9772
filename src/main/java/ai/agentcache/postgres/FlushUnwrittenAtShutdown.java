package ai.agentcache.postgres;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Writes what waits in memory before anybody closes connections. Waits, as only the end of the
 * service may: on the thread that ends it, when there are no more requests.
 */
@Singleton
final class FlushUnwrittenAtShutdown {

  private static final Logger LOG = Logger.getLogger(FlushUnwrittenAtShutdown.class);

  private final List<Unwritten> all;
  private final Duration timeout;

  FlushUnwrittenAtShutdown(@All List<Unwritten> all, PostgresConfig config) {
    this.all = all;
    this.timeout = config.shutdownTimeout();
  }

  void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    try {
      Uni.join()
          .all(all.stream().map(FlushUnwrittenAtShutdown::flushed).toList())
          .andCollectFailures()
          .await()
          .atMost(timeout);
    } catch (RuntimeException e) {
      LOG.warnf("Not everything that waited for Postgres could be written: %s", e.getMessage());
    }
  }

  /** Twice: the first may join one that was about to end when the last thing came. */
  private static Uni<Void> flushed(Unwritten one) {
    return Uni.createFrom().deferred(one::flush).chain(one::flush);
  }
}
