package ai.agentcache.upload.tracking;

import ai.agentcache.access.Access;
import ai.agentcache.access.Caller;
import ai.agentcache.access.KeyRequired;
import ai.agentcache.access.PageRequest;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.StreamedBody;
import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Sessions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Upload sessions over HTTP: to find them again, and to watch them. */
@Path("/api/jetty/sessions")
@KeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Uploads")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class SessionsResource {

  private final SessionStore store;
  private final Sessions sessions;
  private final Transfers transfers;
  private final EventFeed feed;
  private final StreamSeats seats;
  private final long keepAliveMillis;

  SessionsResource(
      SessionStore store,
      Sessions sessions,
      Transfers transfers,
      EventFeed feed,
      StreamSeats seats,
      TrackingConfig config) {
    this.store = store;
    this.sessions = sessions;
    this.transfers = transfers;
    this.feed = feed;
    this.seats = seats;
    this.keepAliveMillis = config.events().keepAlive().toMillis();
  }

  /** Lists sessions. */
  @GET
  @Operation(summary = "List upload sessions, the latest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of sessions.",
      content = @Content(schema = @Schema(implementation = TrackingDocuments.Page.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Uni<Buffer> list(
      @Parameter(description = "Only those of this user.") @RestQuery @Nullable String userId,
      @Parameter(
              description = "Only those in this state; `unfinished` for `uploading` and `paused`.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {
                        "uploading",
                        "paused",
                        "completed",
                        "failed",
                        "expired",
                        "unfinished"
                      }))
          @RestQuery
          @Nullable String state,
      @Parameter(description = "Only those of a file with this hash.") @RestQuery
          @Nullable String hash,
      @Parameter(description = "Only those of this device.") @RestQuery
          @Nullable String fingerprint,
      @Parameter(
              description = "At most so many.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @RestQuery
          @Nullable String limit,
      @Parameter(description = "The `nextCursor` of the page before.") @RestQuery
          @Nullable String cursor,
      @Context RoutingContext routing) {
    Caller caller = Access.of(routing).caller();
    String user = Users.asked(caller, userId);
    int most = PageRequest.limit(limit);
    return store
        .list(caller.tenant(), SessionQuery.of(user, state, hash, fingerprint, cursor, most + 1))
        .chain(found -> page(found, most));
  }

  private Uni<Buffer> page(List<SessionRecord> found, int most) {
    return transfers.paces(found).map(paces -> SessionBodies.page(found, paces, most).toBuffer());
  }

  /** One session. */
  @GET
  @Path("{id}")
  @Operation(summary = "Get a session with the chunks that are missing, to go on with it")
  @APIResponse(
      responseCode = "200",
      description = "The session.",
      content = @Content(schema = @Schema(implementation = TrackingDocuments.SessionBody.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<Buffer> one(@RestPath String id, @Context RoutingContext routing) {
    return sessions.find(Access.of(routing).caller(), id).chain(this::whole);
  }

  private Uni<Buffer> whole(SessionFacts session) {
    return Uni.combine()
        .all()
        .unis(store.find(session.sessionId()), sessions.live(session), sessions.chunks(session))
        .with(
            (found, live, chunks) -> {
              SessionRecord record = found.orElseThrow(SessionsResource::unknown);
              boolean done = record.state() instanceof UploadState.Completed;
              return SessionBodies.session(record, transfers.pace(record, Optional.of(live)))
                  .put("missing", done ? new JsonArray() : new JsonArray(chunks.missing()))
                  .toBuffer();
            });
  }

  private static ApiException unknown() {
    return new ApiException(ErrorCode.NOT_FOUND, "`sessionId` names no upload session.");
  }

  /** Watches a session. */
  @GET
  @Path("{id}/events")
  @Produces({MediaType.SERVER_SENT_EVENTS, MediaType.APPLICATION_JSON})
  @Operation(summary = "Watch an upload", description = TrackingDocuments.EVENTS)
  @Parameter(
      name = "Last-Event-ID",
      in = ParameterIn.HEADER,
      description = "The id of the last event that was seen.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The events.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<StreamedBody> events(@RestPath String id, @Context RoutingContext routing) {
    Caller caller = Access.of(routing).caller();
    String last = routing.request().getHeader("Last-Event-ID");
    return sessions
        .find(caller, id)
        .call(sessions::live)
        .map(session -> stream(session, caller.keyId(), last));
  }

  private StreamedBody stream(SessionFacts session, String keyId, @Nullable String last) {
    seats.take(keyId);
    Multi<Buffer> events =
        feed.follow(session, last).onTermination().invoke(() -> seats.leave(keyId));
    return new StreamedBody(events, keepAliveMillis);
  }
}
