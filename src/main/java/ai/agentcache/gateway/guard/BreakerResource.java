package ai.agentcache.gateway.guard;

import ai.agentcache.access.OperatorRequired;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The operator's hand on the breakers. */
@Path("/api/admin/providers")
@OperatorRequired
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
public final class BreakerResource {

  private final Providers providers;
  private final Guards guards;

  BreakerResource(Providers providers, Guards guards) {
    this.providers = providers;
    this.guards = guards;
  }

  /**
   * What to do with a breaker.
   *
   * @param state {@code open} takes the provider out of service on this replica until it is closed;
   *     {@code closed} forgets its failures
   */
  @Schema(name = "BreakerChange", requiredProperties = "state")
  public record Change(@Schema(enumeration = {"open", "closed"}) @Nullable String state) {}

  /**
   * What became of it.
   *
   * @param provider the provider
   * @param breaker {@code OPEN} or {@code CLOSED}
   */
  @Schema(
      name = "Breaker",
      requiredProperties = {"provider", "breaker"})
  public record State(String provider, String breaker) {}

  @PUT
  @Path("{name}/breaker")
  @Operation(summary = "Open or close the breaker of a provider, on this replica")
  @APIResponse(responseCode = "200", description = "It is so.")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public State set(@PathParam("name") String name, @Nullable Change change) {
    Provider provider =
        providers
            .named(name)
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.NOT_FOUND, "no such provider; see GET /llm/providers"));
    Guard guard = guards.of(provider);
    String state = change == null || change.state() == null ? "" : change.state();
    switch (state) {
      case "open" -> guard.holdOpen();
      case "closed" -> guard.reset();
      default -> throw ApiException.field("state", "has to be `open` or `closed`");
    }
    return new State(name, guard.state());
  }
}
