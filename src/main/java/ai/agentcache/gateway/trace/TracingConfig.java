package ai.agentcache.gateway.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Spans of calls to providers; none are made unless there is an endpoint. */
@ConfigMapping(prefix = "agentcache.tracing")
public interface TracingConfig {

  /**
   * Where a collector takes OTLP over HTTP, such as `http://localhost:4318`; spans go to
   * `/v1/traces` below it, as JSON. `OTEL_EXPORTER_OTLP_ENDPOINT` unless set; none by default.
   */
  @WithDefault("${otel.exporter.otlp.endpoint:}")
  Optional<String> endpoint();

  /**
   * Headers for the collector, `name=value` separated by commas. `OTEL_EXPORTER_OTLP_HEADERS`
   * unless set.
   */
  @WithDefault("${otel.exporter.otlp.headers:}")
  Optional<String> headers();

  /** What this service is called in traces. `OTEL_SERVICE_NAME` unless set. */
  @WithDefault("${otel.service.name:agentcache}")
  String serviceName();

  /**
   * Share of the requests without a `traceparent` whose calls are recorded, 0 to 1. With one, its
   * sampled flag decides.
   */
  @WithDefault("1")
  double ratio();

  /** Spans that may wait for the collector; more are dropped and counted. */
  @WithDefault("4096")
  int maxPending();

  /** Time between two deliveries. */
  @WithDefault("1s")
  Duration interval();

  /** How long a delivery may take. */
  @WithDefault("5s")
  Duration timeout();
}
