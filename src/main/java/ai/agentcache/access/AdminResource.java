package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.Call;
import ai.agentcache.http.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keys and tenants, for the operator. */
@Path("/api/admin")
@OperatorRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For the operator's key only.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class AdminResource {

  private final KeyAdmin admin;
  private final AdminBodies bodies;
  private final Idempotency idempotency;
  private final Budgets budgets;

  AdminResource(KeyAdmin admin, AdminBodies bodies, Idempotency idempotency, Budgets budgets) {
    this.budgets = budgets;
    this.admin = admin;
    this.bodies = bodies;
    this.idempotency = idempotency;
  }

  /** Makes a key. */
  @POST
  @Path("keys")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Mint a key; it is shown in this answer only")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key and body give the same answer for 24 h; with another body, 409.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = AdminDocuments.Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "The key.",
      content = @Content(schema = @Schema(implementation = AdminDocuments.Minted.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<RestResponse<Buffer>> mint(byte @Nullable [] body, @Context RoutingContext routing) {
    byte[] sent = body == null ? new byte[0] : body;
    NewKey wish = NewKey.parse(sent);
    String key = IdempotencyKey.of(routing);
    return idempotency
        .once("admin-keys", key, sent, () -> minted(wish, routing))
        .map(AdminResource::response);
  }

  private Uni<Answer> minted(NewKey wish, RoutingContext routing) {
    return admin
        .mint(wish, actor(routing), Call.of(routing).requestId())
        .map(
            minted ->
                new Answer(RestResponse.StatusCode.CREATED, bodies.minted(minted).toBuffer()));
  }

  /** Lists keys. */
  @GET
  @Path("keys")
  @Operation(summary = "List keys, the newest first; never their text or hash")
  @APIResponse(
      responseCode = "200",
      description = "A page of keys.",
      content = @Content(schema = @Schema(implementation = AdminDocuments.KeyPage.class)))
  public Uni<Buffer> keys(
      @Parameter(description = "Only the keys of this tenant.") @RestQuery @Nullable String tenant,
      @Parameter(
              description = "At most so many entries.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @RestQuery
          @Nullable String limit,
      @Parameter(description = "The `nextCursor` of the page before.") @RestQuery
          @Nullable String cursor) {
    int most = PageRequest.limit(limit);
    String owner = tenant == null ? null : Tenant.checked("tenant", tenant);
    return admin
        .keys(owner, KeyCursor.parse(cursor), most + 1)
        .chain(
            found -> {
              List<String> keyIds = found.stream().map(KeyRecord::keyId).toList();
              return Uni.combine()
                  .all()
                  .unis(budgets.spentBy(keyIds), admin.usedBy(keyIds))
                  .with((spent, used) -> bodies.keys(found, spent, used, most).toBuffer());
            });
  }

  /** Changes a key. */
  @PATCH
  @Path("keys/{keyId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Change the name or limits of a key; every replica knows them within a minute",
      description = "What is not sent stays as it is.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = AdminDocuments.Change.class)))
  @APIResponse(
      responseCode = "200",
      description = "The key as it is now.",
      content = @Content(schema = @Schema(implementation = AdminDocuments.Shown.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<Buffer> change(
      @RestPath String keyId, byte @Nullable [] body, @Context RoutingContext routing) {
    KeyChange change = KeyChange.parse(body == null ? new byte[0] : body);
    if (!ApiKey.isId(keyId)) {
      throw noSuchKey();
    }
    return admin
        .change(keyId, change, actor(routing), Call.of(routing).requestId())
        .map(changed -> changed.map(bodies::changed).orElseThrow(AdminResource::noSuchKey))
        .map(JsonObject::toBuffer);
  }

  /** Reads the audit log. */
  @GET
  @Path("audit")
  @Operation(summary = "Read the audit log, the newest events first")
  @APIResponse(
      responseCode = "200",
      description = "A page of events.",
      content = @Content(schema = @Schema(implementation = AdminDocuments.EventPage.class)))
  public Uni<Buffer> audit(
      @Parameter(description = "Only what is about keys of this tenant.") @RestQuery
          @Nullable String tenant,
      @Parameter(
              description = "At most so many entries.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @RestQuery
          @Nullable String limit,
      @Parameter(description = "The `nextCursor` of the page before.") @RestQuery
          @Nullable String cursor) {
    int most = PageRequest.limit(limit);
    String owner = tenant == null ? null : Tenant.checked("tenant", tenant);
    return admin
        .audit(owner, AuditCursor.parse(cursor), most + 1)
        .map(found -> bodies.audit(found, most).toBuffer());
  }

  /** Revokes a key. */
  @DELETE
  @Path("keys/{keyId}")
  @Operation(summary = "Revoke a key; every replica refuses it within a minute")
  @APIResponse(
      responseCode = "200",
      description = "It is revoked.",
      content = @Content(schema = @Schema(implementation = AdminDocuments.Revoked.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<Buffer> revoke(@RestPath String keyId, @Context RoutingContext routing) {
    if (!ApiKey.isId(keyId)) {
      throw noSuchKey();
    }
    return admin
        .revoke(keyId, actor(routing), Call.of(routing).requestId())
        .map(revoked -> revoked.map(bodies::revoked).orElseThrow(AdminResource::noSuchKey))
        .map(JsonObject::toBuffer);
  }

  /** Lists tenants. */
  @GET
  @Path("tenants")
  @Operation(summary = "List tenants by id, with the number of their keys that may be used")
  @APIResponse(
      responseCode = "200",
      description = "A page of tenants.",
      content = @Content(schema = @Schema(implementation = AdminDocuments.TenantPage.class)))
  public Uni<Buffer> tenants(
      @Parameter(
              description = "At most so many entries.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @RestQuery
          @Nullable String limit,
      @Parameter(description = "The `nextCursor` of the page before.") @RestQuery
          @Nullable String cursor) {
    int most = PageRequest.limit(limit);
    String after = cursor == null ? "" : Tenant.checked("cursor", cursor);
    return admin.tenants(after, most + 1).map(found -> bodies.tenants(found, most).toBuffer());
  }

  private static String actor(RoutingContext routing) {
    return Access.of(routing).caller().keyId();
  }

  private static RestResponse<Buffer> response(Answer answer) {
    return RestResponse.ResponseBuilder.<Buffer>create(answer.status())
        .entity(answer.body())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  private static ApiException noSuchKey() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no key of that id.");
  }
}
