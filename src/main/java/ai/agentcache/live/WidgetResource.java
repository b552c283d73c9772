package ai.agentcache.live;

import ai.agentcache.access.WidgetToken;
import ai.agentcache.access.WidgetTokenRequired;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import ai.agentcache.upload.tracking.Transfers;
import ai.agentcache.usage.TenantFigures;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the widget shows, for holders of its tokens, in pages of any origin. */
@Path("/api/widget")
@WidgetTokenRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Widget")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class WidgetResource {

  private static final int MOST_TRANSFERS = 10;

  private final TenantFigures figures;
  private final Transfers transfers;
  private final Clock clock;

  WidgetResource(TenantFigures figures, Transfers transfers, Clock clock) {
    this.figures = figures;
    this.transfers = transfers;
    this.clock = clock;
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(
      summary = "What the widget shows",
      description =
          "Needs a widget token as `Authorization: Bearer awt_…`; any other key is refused. Pages of"
              + " any origin may ask.")
  @APIResponse(responseCode = "200", description = "Figures of the last 24 hours.")
  public Uni<WidgetView> look(@Context RoutingContext routing) {
    WidgetToken token = WidgetToken.of(routing);
    return Uni.combine()
        .all()
        .unis(figures.lastDay(token.tenant(), token.namespace()), transfers(token))
        .with(
            (metrics, underWay) ->
                new WidgetView(
                    "24h",
                    token.namespace(),
                    WidgetView.Metrics.of(metrics),
                    underWay,
                    clock.instant().toString(),
                    token.expiresAt().toString()));
  }

  private Uni<List<WidgetView.Transfer>> transfers(WidgetToken token) {
    return token.userId() == null
        ? Uni.createFrom().item(List.of())
        : transfers
            .underWay(token.tenant(), token.userId(), MOST_TRANSFERS)
            .onFailure(UnavailableException.class)
            .recoverWithItem(new JsonArray())
            .map(
                found ->
                    found.stream()
                        .map(JsonObject.class::cast)
                        .map(WidgetResource::transfer)
                        .toList());
  }

  private static WidgetView.Transfer transfer(JsonObject one) {
    return new WidgetView.Transfer(
        one.getString("fileName"),
        one.getString("state"),
        one.getDouble("percentage"),
        one.getDouble("rateMbps"),
        one.getLong("etaSeconds"));
  }
}
