package ai.agentcache.upload.dedup;

import ai.agentcache.access.Access;
import ai.agentcache.access.AuditTrail;
import ai.agentcache.access.Caller;
import ai.agentcache.access.KeyRequired;
import ai.agentcache.access.LimitedPerUser;
import ai.agentcache.access.UserLimits;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Duplicates over HTTP. */
@Path("/api/jetty")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Uploads", description = "JettySpeed: where to upload, and how far it is.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class DedupResource {

  private final Duplicates duplicates;
  private final KnownFiles known;
  private final FileStore store;
  private final UserLimits limits;
  private final AuditTrail audit;

  DedupResource(
      Duplicates duplicates,
      KnownFiles known,
      FileStore store,
      UserLimits limits,
      AuditTrail audit) {
    this.duplicates = duplicates;
    this.known = known;
    this.store = store;
    this.limits = limits;
    this.audit = audit;
  }

  /** Whether a file is known. */
  @POST
  @Path("check-duplicate")
  @LimitedPerUser
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Ask whether a file is known already", description = DedupDocuments.CHECK)
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = DedupDocuments.Check.class)))
  @APIResponse(
      responseCode = "200",
      description = "Whether it is known, and what is saved.",
      content = @Content(schema = @Schema(implementation = DedupDocuments.Answer.class)))
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<Buffer> check(byte @Nullable [] body, @Context RoutingContext routing) {
    DuplicateCheck check = DuplicateCheck.parse(body);
    Caller caller = callerFor(routing, check.userId());
    return limits
        .admitKey(routing, UserLimits.Endpoint.CHECK_DUPLICATE)
        .chain(() -> limits.admitUser(routing, UserLimits.Endpoint.CHECK_DUPLICATE, check.userId()))
        .chain(() -> duplicates.check(caller.tenant(), check))
        .invoke(verdict -> note(routing, check, verdict))
        .map(verdict -> DedupBodies.verdict(check, verdict, known).toBuffer());
  }

  private void note(RoutingContext routing, DuplicateCheck check, Verdict verdict) {
    audit.record(
        routing,
        "upload.duplicate-checked",
        new JsonObject()
            .put("user", check.userId())
            .put("hash", check.hash().hex())
            .put("outcome", verdict.label()));
  }

  /** Ends references to a file. */
  @DELETE
  @Path("files/{fileId}")
  @KeyRequired
  @Operation(summary = "End a user's references to a file", description = DedupDocuments.DELETE)
  @APIResponse(
      responseCode = "200",
      description = "What is left.",
      content = @Content(schema = @Schema(implementation = DedupDocuments.Released.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<Buffer> release(
      @RestPath String fileId,
      @Parameter(description = "Whose references; the user of the key if it has one.") @RestQuery
          @Nullable String userId,
      @Parameter(description = "Only the reference by this name.") @RestQuery
          @Nullable String fileName,
      @Context RoutingContext routing) {
    Caller own = Access.of(routing).caller();
    String named = JsonFields.parameter("userId", userId, DuplicateCheck.LONGEST_USER);
    String name = JsonFields.parameter("fileName", fileName, DuplicateCheck.LONGEST_NAME);
    String user = named == null ? own.userScope() : named;
    if (user == null) {
      throw ApiException.missing("userId", "whose references are to end");
    }
    Caller caller = callerFor(routing, user);
    UUID file = fileId(fileId);
    return store
        .release(caller.tenant(), file, user, name)
        .map(release -> released(routing, file, user, release));
  }

  private Buffer released(RoutingContext routing, UUID fileId, String user, Release release) {
    if (release.removed() == 0) {
      throw noSuchFile();
    }
    audit.record(
        routing,
        "upload.file-released",
        new JsonObject().put("user", user).put("file", fileId.toString()));
    return DedupBodies.released(fileId, release).toBuffer();
  }

  private static Caller callerFor(RoutingContext routing, String userId) {
    Caller caller = Access.of(routing).caller();
    if (!caller.actsFor(userId)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "The key does not act for this `userId`.");
    }
    return caller;
  }

  private static UUID fileId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw noSuchFile();
    }
  }

  private static ApiException noSuchFile() {
    return new ApiException(
        ErrorCode.NOT_FOUND, "`fileId` names no file that this user refers to.");
  }
}
