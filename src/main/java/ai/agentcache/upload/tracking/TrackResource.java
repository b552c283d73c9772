package ai.agentcache.upload.tracking;

import ai.agentcache.access.Access;
import ai.agentcache.access.Answer;
import ai.agentcache.access.Caller;
import ai.agentcache.access.Idempotency;
import ai.agentcache.access.IdempotencyKey;
import ai.agentcache.access.LimitedPerUser;
import ai.agentcache.access.UserLimits;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Sessions;
import ai.agentcache.upload.chunk.Totals;
import ai.agentcache.upload.dedup.FileHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What clients say of their uploads, over HTTP. */
@Path("/api/jetty/track-upload")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Uploads")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class TrackResource {

  private static final UserLimits.Endpoint LIMIT = UserLimits.Endpoint.TRACK_UPLOAD;

  private final Tracker tracker;
  private final Sessions sessions;
  private final UserLimits limits;
  private final Idempotency idempotency;

  TrackResource(Tracker tracker, Sessions sessions, UserLimits limits, Idempotency idempotency) {
    this.tracker = tracker;
    this.sessions = sessions;
    this.limits = limits;
    this.idempotency = idempotency;
  }

  /** Takes what a client says. */
  @POST
  @LimitedPerUser
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say how an upload goes", description = TrackingDocuments.TRACK)
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "For `start`: the same key and body give the same session for 24 h.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = TrackingDocuments.Said.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is written.",
      content = @Content(schema = @Schema(implementation = TrackingDocuments.Taken.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<Buffer> track(byte @Nullable [] body, @Context RoutingContext routing) {
    JsonFields fields = JsonFields.parse(body);
    String name = fields.text("action", 32);
    if (name.equals("start")) {
      return start(StartRequest.parse(fields), body == null ? new byte[0] : body, routing);
    }
    Action action = Action.named(name).orElseThrow(TrackingBody::noSuchAction);
    TrackingBody said = new TrackingBody(fields);
    String sessionId = said.sessionId();
    said.requireFigures();
    return limits
        .admitKey(routing, LIMIT)
        .chain(() -> sessions.find(Access.of(routing).caller(), sessionId))
        .call(session -> limits.admitUser(routing, LIMIT, session.userId()))
        .chain(session -> act(Access.of(routing).caller(), session, action, said))
        .map(JsonObject::toBuffer);
  }

  private Uni<Buffer> start(StartRequest request, byte[] body, RoutingContext routing) {
    Caller caller = Access.of(routing).caller();
    if (!caller.actsFor(request.userId())) {
      throw new ApiException(ErrorCode.FORBIDDEN, "The key does not act for this `userId`.");
    }
    String key = IdempotencyKey.of(routing);
    String scope = "upload-start/" + caller.tenant();
    return limits
        .admitKey(routing, LIMIT)
        .chain(() -> limits.admitUser(routing, LIMIT, request.userId()))
        .chain(() -> idempotency.once(scope, key, body, () -> started(caller, request)))
        .map(Answer::body);
  }

  private Uni<Answer> started(Caller caller, StartRequest request) {
    List<String> warnings = new ArrayList<>(request.plan().warnings());
    if (request.file().hash().hex() == null) {
      warnings.add(FileHash.warning());
    }
    return tracker
        .start(caller, request)
        .map(session -> SessionBodies.started(session, warnings).toBuffer())
        .map(answer -> new Answer(200, answer));
  }

  private Uni<JsonObject> act(
      Caller caller, SessionFacts session, Action action, TrackingBody body) {
    return switch (action) {
      case PROGRESS -> progress(session, body.said(session));
      case COMPLETE ->
          tracker.complete(caller, session, body.completion()).map(SessionBodies::completed);
      case FAIL -> tracker.move(session, action, body.error()).map(SessionBodies::failed);
      default -> tracker.move(session, action, null).map(SessionBodies::moved);
    };
  }

  private Uni<JsonObject> progress(SessionFacts session, Totals said) {
    return tracker
        .progress(session, said)
        .map(written -> SessionBodies.progressed(session, written.state(), written.totals()));
  }
}
