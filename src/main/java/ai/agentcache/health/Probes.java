package ai.agentcache.health;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * What an orchestrator asks. None of these looks at the stores: a replica without Redis or Postgres
 * serves degraded, and neither a restart nor taking it away would help anybody.
 */
@Singleton
final class Probes {

  private final HealthMonitor monitor;
  private volatile boolean listening;

  Probes(HealthMonitor monitor) {
    this.monitor = monitor;
  }

  void listening(@ObservesAsync HttpServerStart event) {
    listening = true;
  }

  /** The process answers: nothing else is asked of it. */
  @Produces
  @Singleton
  @Liveness
  HealthCheck live() {
    return () -> HealthCheckResponse.up("process");
  }

  /** Down at once when the shutdown begins. */
  @Produces
  @Singleton
  @Readiness
  HealthCheck ready() {
    return () -> check("serving", monitor.isServing());
  }

  @Produces
  @Singleton
  @Startup
  HealthCheck started() {
    return () -> check("listening", listening);
  }

  private static HealthCheckResponse check(String name, boolean up) {
    return HealthCheckResponse.named(name).status(up).build();
  }
}
