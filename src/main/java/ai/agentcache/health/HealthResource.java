package ai.agentcache.health;

import ai.agentcache.http.Call;
import ai.agentcache.time.Clock;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Tells how the service and its stores are. Anybody may ask. */
@Path("/api/health")
@Tag(name = "Health")
@SecurityRequirementsSet({})
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {

  private final HealthMonitor monitor;
  private final HealthConfig config;
  private final Clock clock;

  HealthResource(HealthMonitor monitor, HealthConfig config, Clock clock) {
    this.monitor = monitor;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "How the service and its stores are",
      description = "As of the last look, at most a few seconds ago: asking costs nothing.")
  @APIResponse(responseCode = "200", description = "It serves, perhaps degraded.")
  @APIResponse(
      responseCode = "503",
      description = "It cannot serve at all.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HealthReport.class)))
  public RestResponse<HealthReport> report(@Context RoutingContext context) {
    Health health = monitor.health();
    long taken = clock.nanos() - Call.of(context).startNanos();
    HealthReport report = HealthReport.of(health, config.version(), clock.instant(), taken);
    return RestResponse.ResponseBuilder.create(code(health), report).build();
  }

  private static RestResponse.Status code(Health health) {
    return health.serving() ? RestResponse.Status.OK : RestResponse.Status.SERVICE_UNAVAILABLE;
  }
}
