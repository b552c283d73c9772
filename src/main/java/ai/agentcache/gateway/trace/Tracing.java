package ai.agentcache.gateway.trace;

import ai.agentcache.http.TraceParent;
import ai.agentcache.time.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Makes spans of calls to providers, if there is a collector that wants them. */
@Singleton
public final class Tracing {

  private static final Logger LOG = Logger.getLogger(Tracing.class);

  private final Clock clock;
  private final TracingConfig config;
  private final Optional<Collector> collector;

  Tracing(Vertx vertx, Clock clock, TracingConfig config, MeterRegistry registry) {
    this.clock = clock;
    this.config = config;
    this.collector =
        config
            .endpoint()
            .filter(endpoint -> !endpoint.isBlank())
            .map(endpoint -> new Collector(vertx, config, endpoint, registry));
  }

  /**
   * The last spans are delivered, or dropped, before the service ends. Waits, on the thread that
   * ends it.
   */
  void stop(@Observes ShutdownEvent event) {
    if (collector.isEmpty()) {
      return;
    }
    try {
      collector.get().deliver().await().atMost(config.timeout());
    } catch (TimeoutException e) {
      LOG.warn("The last spans could not be delivered in time");
    }
  }

  @PreDestroy
  void close() {
    collector.ifPresent(Collector::close);
  }

  /**
   * The trace of a request.
   *
   * @param parent what the request is part of, if it says so
   * @return nothing if there is no collector
   */
  public Optional<Trace> of(Optional<TraceParent> parent) {
    return collector.map(target -> trace(parent, target));
  }

  private Trace trace(Optional<TraceParent> parent, Collector target) {
    if (parent.isEmpty()) {
      boolean sampled = ThreadLocalRandom.current().nextDouble() < config.ratio();
      String id = Trace.hex() + Trace.hex();
      return new Trace(id, Optional.empty(), sampled, clock, target::take);
    }
    TraceParent given = parent.get();
    Optional<String> parentId = Optional.of(given.parentId());
    return new Trace(given.traceId(), parentId, given.isSampled(), clock, target::take);
  }
}
