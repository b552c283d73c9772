package ai.agentcache.agent.health;

import ai.agentcache.access.Access;
import ai.agentcache.access.AnyKeyRequired;
import ai.agentcache.access.Caller;
import ai.agentcache.agent.health.StatusDocuments.ServiceStatus;
import ai.agentcache.agent.progress.ProgressFigures;
import ai.agentcache.health.DeepHealth;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the service is, for holders of keys. */
@Path("/api/status")
@AnyKeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
public final class StatusResource {

  private final DeepHealth health;
  private final ProgressFigures progress;
  private final Clock clock;

  StatusResource(DeepHealth health, ProgressFigures progress, Clock clock) {
    this.health = health;
    this.progress = progress;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "How the service is: its parts, batches and alerts",
      description = StatusDocuments.DESCRIPTION)
  @APIResponse(responseCode = "200", description = "As of the last look.")
  public Uni<ServiceStatus> status(@Context RoutingContext routing) {
    Caller caller = Access.of(routing).caller();
    boolean operator = caller.role() == Caller.Role.OPERATOR;
    return progress
        .of(operator ? Optional.empty() : Optional.of(caller.tenant()))
        .map(batches -> new StatusView(operator).of(health.overview(), batches, clock.instant()));
  }
}
