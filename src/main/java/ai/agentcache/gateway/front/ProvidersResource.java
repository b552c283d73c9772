package ai.agentcache.gateway.front;

import ai.agentcache.access.Access;
import ai.agentcache.access.KeyOptional;
import ai.agentcache.gateway.guard.BreakerChange;
import ai.agentcache.gateway.guard.BreakerHistoryStore;
import ai.agentcache.gateway.guard.Guard;
import ai.agentcache.gateway.guard.Guards;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.usage.ProviderUsage;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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
  private final BreakerHistoryStore history;
  private final ProviderUsage usage;

  ProvidersResource(
      Providers providers, Guards guards, BreakerHistoryStore history, ProviderUsage usage) {
    this.history = history;
    this.usage = usage;
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
   * @param history what the breaker did in the last 24 hours on all replicas, the latest of at most
   *     50 changes first; absent while Redis is away
   * @param lastHour the last hour
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
        "models",
        "lastHour"
      })
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProviderState(
      String name,
      boolean configured,
      String breaker,
      long reopensInMs,
      int active,
      double latencyMs,
      List<String> models,
      @Nullable List<BreakerChange> history,
      LastHour lastHour) {}

  /**
   * Calls to a provider in the last hour.
   *
   * @param calls those of the caller's tenant, on all replicas, failed ones included
   * @param errors those of them that failed by the provider's fault
   * @param p50Ms what half of the latest calls of anybody on this replica took at most until the
   *     answer began, milliseconds; absent if there were none
   * @param p95Ms what 95 % of them took at most
   * @param spentUsd dollars that the caller's tenant was charged, by the price table
   */
  @Schema(
      name = "ProviderHour",
      requiredProperties = {"calls", "errors", "spentUsd"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LastHour(
      long calls,
      long errors,
      @Nullable Double p50Ms,
      @Nullable Double p95Ms,
      BigDecimal spentUsd) {}

  @GET
  @Path("providers")
  @Operation(summary = "The providers, and how they are")
  @APIResponse(responseCode = "200", description = "All providers.")
  public Uni<ProviderList> providers(@Context RoutingContext routing) {
    String tenant = Access.of(routing).caller().tenant();
    return Uni.combine().all().unis(history(), usage.lastHour(tenant)).with(this::list);
  }

  private Uni<Map<String, List<BreakerChange>>> history() {
    return history
        .of(providers.all().stream().map(Provider::name).toList())
        .onFailure(UnavailableException.class)
        .recoverWithItem(Map.of());
  }

  private ProviderList list(
      Map<String, List<BreakerChange>> changes, Map<String, ProviderUsage.Hour> hours) {
    return new ProviderList(
        providers.all().stream()
            .map(
                provider ->
                    state(
                        provider,
                        changes.get(provider.name()),
                        hours.getOrDefault(provider.name(), ProviderUsage.Hour.IDLE)))
            .toList());
  }

  private ProviderState state(
      Provider provider, @Nullable List<BreakerChange> changes, ProviderUsage.Hour hour) {
    Guard guard = guards.of(provider);
    return new ProviderState(
        provider.name(),
        provider.isConfigured(),
        guard.state(),
        guard.reopensInMillis(),
        guard.underWay(),
        guard.latencyMicros() / 1_000.0,
        provider.models(),
        changes,
        new LastHour(
            hour.calls(),
            hour.errors(),
            millis(guard.latencyNanos(0.5)),
            millis(guard.latencyNanos(0.95)),
            hour.spentUsd()));
  }

  private static @Nullable Double millis(OptionalLong nanos) {
    return nanos.isEmpty() ? null : Math.rint(nanos.getAsLong() / 1e3) / 1e3;
  }
}
