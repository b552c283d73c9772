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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keys and tenants, for the operator. */
@Path("/api/admin")
@OperatorRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public final class AdminResource {

  private final KeyAdmin admin;
  private final AdminBodies bodies;
  private final Idempotency idempotency;

  AdminResource(KeyAdmin admin, AdminBodies bodies, Idempotency idempotency) {
    this.admin = admin;
    this.bodies = bodies;
    this.idempotency = idempotency;
  }

  /** Makes a key. */
  @POST
  @Path("keys")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Mint a key",
      description =
          "`tenant` (created if new) and `name` are required; `plan` (`live` or `demo`),"
              + " `rateLimit`, `monthlyQuota`, `monthlyBudget` and `userScope` are optional. The"
              + " key itself is shown in this answer only.")
  public Uni<RestResponse<Buffer>> mint(byte @Nullable [] body, RoutingContext routing) {
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
  public Uni<Buffer> keys(
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = PageRequest.limit(limit);
    String owner = tenant == null ? null : Tenant.checked("tenant", tenant);
    return admin
        .keys(owner, KeyCursor.parse(cursor), most + 1)
        .map(found -> bodies.keys(found, most).toBuffer());
  }

  /** Revokes a key. */
  @DELETE
  @Path("keys/{keyId}")
  @Operation(summary = "Revoke a key; every replica refuses it within a minute")
  public Uni<Buffer> revoke(@RestPath String keyId, RoutingContext routing) {
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
  public Uni<Buffer> tenants(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
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
