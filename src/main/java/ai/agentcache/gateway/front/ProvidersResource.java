package ai.agentcache.gateway.front;

import ai.agentcache.access.KeyOptional;
import ai.agentcache.gateway.guard.Guard;
import ai.agentcache.gateway.guard.Guards;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The providers, and how they are. */
@Path("/llm")
@KeyOptional
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "LLM gateway")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
public final class ProvidersResource {

  private final Providers providers;
  private final Guards guards;

  ProvidersResource(Providers providers, Guards guards) {
    this.providers = providers;
    this.guards = guards;
  }

  /**
   * All providers.
   *
   * @param providers in the order in which they are tried
   */
  @Schema(name = "Providers", requiredProperties = "providers")
  public record ProviderList(List<ProviderState> providers) {}

  /**
   * A provider.
   *
   * @param name as in {@code provider:model}
   * @param configured whether it can be asked
   * @param breaker {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}
   * @param reopensInMs milliseconds until an open breaker lets a probe pass, else 0
   * @param active calls under way
   * @param latencyMs typical time until it begins to answer, milliseconds; 0 if it was never asked
   * @param models models it was configured with
   */
  @Schema(
      name = "Provider",
      requiredProperties = {
        "name",
        "configured",
        "breaker",
        "reopensInMs",
        "active",
        "latencyMs",
        "models"
      })
  public record ProviderState(
      String name,
      boolean configured,
      String breaker,
      long reopensInMs,
      int active,
      double latencyMs,
      List<String> models) {}

  @GET
  @Path("providers")
  @Operation(summary = "The providers, and how they are")
  @APIResponse(responseCode = "200", description = "All providers.")
  public ProviderList providers() {
    return new ProviderList(providers.all().stream().map(this::state).toList());
  }

  private ProviderState state(Provider provider) {
    Guard guard = guards.of(provider);
    return new ProviderState(
        provider.name(),
        provider.isConfigured(),
        guard.state(),
        guard.reopensInMillis(),
        guard.underWay(),
        guard.latencyMicros() / 1_000.0,
        provider.models());
  }
}
