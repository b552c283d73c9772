package ai.agentcache.agent.progress;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/**
 * Writes the batches that are open before anybody closes connections. What cannot be written stays
 * in Redis for the others.
 */
@Singleton
final class FlushProgressAtShutdown {

  private final ProgressConsumer consumer;
  private final Duration timeout;

  FlushProgressAtShutdown(ProgressConsumer consumer, ProgressConfig config) {
    this.consumer = consumer;
    this.timeout = config.shutdownTimeout();
  }

  void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    try {
      consumer.stop().await().atMost(timeout);
    } catch (RuntimeException e) {
      Log.warnf("Progress that was reported last is written by the next replica: %s", e);
    }
  }
}
