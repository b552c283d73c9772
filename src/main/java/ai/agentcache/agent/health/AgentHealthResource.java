package ai.agentcache.agent.health;

import ai.agentcache.agent.Agent;
import ai.agentcache.agent.AgentRequired;
import ai.agentcache.agent.health.AgentHealthDocuments.Brief;
import ai.agentcache.agent.health.AgentHealthDocuments.Depth;
import ai.agentcache.agent.health.AgentHealthDocuments.Part;
import ai.agentcache.agent.health.AgentHealthDocuments.Performance;
import ai.agentcache.agent.health.AgentHealthDocuments.Told;
import ai.agentcache.agent.health.AgentHealthDocuments.Trouble;
import ai.agentcache.agent.health.AgentHealthDocuments.Whole;
import ai.agentcache.health.Checked;
import ai.agentcache.health.DeepHealth;
import ai.agentcache.health.Overview;
import ai.agentcache.health.Traffic;
import ai.agentcache.health.alert.Alert;
import ai.agentcache.time.Clock;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The health of the service, for agents and whoever asks. */
@Path("/api/v1/agent/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
public final class AgentHealthResource {

  private static final int MOST_TOLD = 20;

  private final DeepHealth health;
  private final Clock clock;

  AgentHealthResource(DeepHealth health, Clock clock) {
    this.health = health;
    this.clock = clock;
  }

  /** For everybody. */
  @GET
  @SecurityRequirementsSet({})
  @Operation(summary = "How the service is, in a word")
  @APIResponse(responseCode = "200", description = "As of the last look.")
  public Brief brief() {
    return new Brief(health.overview().overall().text(), clock.instant().toString());
  }

  /** For agents. */
  @POST
  @AgentRequired("health:read")
  @SecurityRequirement(name = "agent")
  @Operation(
      summary = "How the service is, in depth",
      description = "As of the last look, a few seconds ago: asking costs nothing.")
  @APIResponse(responseCode = "200", description = "Its parts, figures and alerts.")
  @APIResponse(responseCode = "401", ref = "AgentUnauthorized")
  @APIResponse(responseCode = "403", ref = "AgentForbidden")
  @APIResponse(responseCode = "429", ref = "AgentTooMany")
  public Whole whole(@Context RoutingContext routing) {
    Agent agent = Agent.of(routing);
    Overview overview = health.overview();
    Traffic traffic = overview.traffic();
    Instant now = clock.instant();
    return new Whole(
        overview.overall().text(),
        agent.id(),
        agent.environment().name().toLowerCase(Locale.ROOT),
        new TreeSet<>(agent.permissions()),
        depth(overview, now),
        new Performance(
            traffic.meanMillis(),
            overview.uptimeMillis() / 1e3,
            Map.of("total", (double) traffic.requests(), "perMinute", traffic.perMinute()),
            traffic.errorRate()),
        now.toString());
  }

  private static Depth depth(Overview overview, Instant now) {
    return new Depth(
        overview.overall().name(),
        overview.checks().stream().map(checked -> part(checked, now)).toList(),
        metrics(overview.traffic()),
        overview.alerts().stream().map(AgentHealthResource::trouble).toList(),
        overview.history().stream().limit(MOST_TOLD).map(AgentHealthResource::told).toList());
  }

  private static Told told(Alert alert) {
    return new Told(
        alert.finding().fingerprint(),
        alert.event().text(),
        alert.finding().severity().text(),
        alert.finding().message(),
        alert.at().toString());
  }

  private static Part part(Checked checked, Instant now) {
    return new Part(
        checked.name(),
        checked.status().name(),
        checked.message(),
        checked.at().toString(),
        Math.max(0, Duration.between(checked.at(), now).toMillis()));
  }

  private static Map<String, Double> metrics(Traffic traffic) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("requestsPerMinute", traffic.perMinute());
    metrics.put("errorRate", traffic.errorRate());
    metrics.put("meanMs", traffic.meanMillis());
    metrics.put("p50Ms", traffic.p50Millis());
    metrics.put("p95Ms", traffic.p95Millis());
    metrics.put("p99Ms", traffic.p99Millis());
    return metrics;
  }

  private static Trouble trouble(Alert alert) {
    return new Trouble(
        alert.finding().fingerprint(),
        alert.finding().severity().text(),
        alert.finding().message(),
        alert.since().toString());
  }
}
