package ai.agentcache.usage;

import ai.agentcache.access.Access;
import ai.agentcache.access.KeyOptional;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the cache has saved the caller's tenant in the last day. */
@Path("/llm/cache/stats")
@KeyOptional
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "LLM gateway")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
final class SavingsResource {

  private final UsageHistory history;

  SavingsResource(UsageHistory history) {
    this.history = history;
  }

  /**
   * The figures.
   *
   * @param hits requests that were answered from the cache
   * @param misses requests that were not
   * @param hitRate percent of hits
   * @param estimatedSavings dollars that the hits would have cost by the price table
   */
  @Schema(
      name = "Savings",
      requiredProperties = {"hits", "misses", "hitRate", "estimatedSavings"})
  record Savings(long hits, long misses, BigDecimal hitRate, String estimatedSavings) {

    static Savings of(Totals totals) {
      return new Savings(
          totals.get(Metric.HITS),
          totals.get(Metric.MISSES),
          Figures.percent(totals.get(Metric.HITS), totals.requests()),
          Money.format(totals.get(Metric.COST_SAVED)));
    }
  }

  /** Hits and misses of the last 24 hours, in all namespaces. */
  @GET
  @Operation(summary = "What the cache has saved in the last 24 hours")
  @APIResponse(responseCode = "200", description = "The figures.")
  public Uni<Savings> savings(@Context RoutingContext context) {
    return history
        .of(Access.of(context).caller().tenant(), Period.DAY)
        .map(known -> Savings.of(Statistics.of(known.buckets(), Statistics.ALL).total()));
  }
}
