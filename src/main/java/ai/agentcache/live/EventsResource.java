package ai.agentcache.live;

import ai.agentcache.access.Access;
import ai.agentcache.access.AnyKeyRequired;
import ai.agentcache.access.Caller;
import ai.agentcache.access.KeyHolders;
import ai.agentcache.http.StreamedBody;
import ai.agentcache.upload.tracking.StreamSeats;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Live events over HTTP. */
@Path("/api/events")
@AnyKeyRequired
@Tag(name = "Live events", description = "What happens, as it happens.")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class EventsResource {

  private static final String EVENTS =
      """
      `stats`: `{"period":"1h","metrics":{…}}` as `GET /api/stats` has them, when they changed.
      `upload`: an upload under way that has moved, with `sessionId`, `userId`, `fileName`, `state`,
      `bytesUploaded`, `fileSize`, `percentage`, `rateMbps`, `etaSeconds`; when it is no longer under
      way, `sessionId` and `"state":"over"`. `breaker`: `provider`, `at`, `state`, `reason`. `alert`:
      `rule`, `severity`, `event`, `at` and, where `GET /api/status` shows it, `message`. At most one
      look a second. The figures and the uploads under way are told first. After `Last-Event-ID` the
      changes of breakers and alerts that were missed are told, those of breakers as far back as a day,
      those of alerts as this replica remembers them. The operator's key hears of breakers and alerts
      alone.
      """;

  private final LiveFeed feed;
  private final KeyHolders holders;
  private final StreamSeats seats;
  private final LiveConfig config;

  EventsResource(LiveFeed feed, KeyHolders holders, LiveConfig config) {
    this.feed = feed;
    this.holders = holders;
    this.seats = new StreamSeats(config.perKey(), config.total());
    this.config = config;
  }

  @GET
  @Produces({MediaType.SERVER_SENT_EVENTS, MediaType.APPLICATION_JSON})
  @Operation(summary = "Listen to what happens", description = EVENTS)
  @Parameter(
      name = "Last-Event-ID",
      in = ParameterIn.HEADER,
      description = "The id of the last event that was heard, from any replica.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The events.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING)))
  public Uni<StreamedBody> events(@Context RoutingContext routing) {
    Caller caller = Access.of(routing).caller();
    Audience who = Audience.of(caller);
    String last = routing.request().getHeader("Last-Event-ID");
    seats.take(caller.keyId());
    Multi<Buffer> events =
        whileLive(caller, feed.follow(who))
            .map(new Listening(who.operator(), last)::tell)
            .filter(told -> told.length() > 0)
            .select()
            .first(config.longest())
            .onTermination()
            .invoke(() -> seats.leave(caller.keyId()));
    return Uni.createFrom().item(new StreamedBody(events, config.keepAlive().toMillis()));
  }

  /** Until the key is revoked; the operator's cannot be. */
  private Multi<Snapshot> whileLive(Caller caller, Multi<Snapshot> seen) {
    return caller.role() == Caller.Role.OPERATOR
        ? seen
        : seen.onItem()
            .transformToUniAndConcatenate(now -> ifLive(caller.keyId(), now))
            .select()
            .first(Optional::isPresent)
            .map(Optional::orElseThrow);
  }

  private Uni<Optional<Snapshot>> ifLive(String keyId, Snapshot now) {
    return holders.isLive(keyId).map(live -> live ? Optional.of(now) : Optional.empty());
  }
}
