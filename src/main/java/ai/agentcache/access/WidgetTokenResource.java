package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
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

/** Widget tokens, for holders of keys. */
@Path("/api/widget-tokens")
@KeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Widget", description = "Figures for pages of others.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class WidgetTokenResource {

  private final WidgetTokens tokens;
  private final Idempotency idempotency;
  private final AuditTrail audit;
  private final AccessConfig config;

  WidgetTokenResource(
      WidgetTokens tokens, Idempotency idempotency, AuditTrail audit, AccessConfig config) {
    this.tokens = tokens;
    this.idempotency = idempotency;
    this.audit = audit;
    this.config = config;
  }

  /** Makes a token. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a widget token", description = WidgetDocuments.DESCRIPTION)
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key and body give the same answer for 24 h; with another body, 409.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = WidgetDocuments.Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "The token.",
      content = @Content(schema = @Schema(implementation = WidgetDocuments.Minted.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<RestResponse<Buffer>> mint(byte @Nullable [] body, @Context RoutingContext routing) {
    byte[] sent = body == null ? new byte[0] : body;
    Caller caller = Access.of(routing).caller();
    NewWidgetToken wish = NewWidgetToken.parse(sent, caller, config.widgetLife());
    return idempotency
        .once(
            "widget-tokens/" + caller.keyId(),
            IdempotencyKey.of(routing),
            sent,
            () -> minted(caller, wish, routing))
        .map(WidgetTokenResource::response);
  }

  private Uni<Answer> minted(Caller caller, NewWidgetToken wish, RoutingContext routing) {
    return tokens
        .mint(caller, wish)
        .invoke(minted -> note(routing, "widget-token.minted", minted.token().id()))
        .map(minted -> new Answer(RestResponse.StatusCode.CREATED, body(minted)));
  }

  private static Buffer body(WidgetTokens.Minted minted) {
    return new JsonObject()
        .put("id", minted.token().id().toString())
        .put("token", minted.text())
        .put("expiresAt", minted.token().expiresAt())
        .toBuffer();
  }

  private void note(RoutingContext routing, String action, UUID id) {
    audit.record(routing, action, new JsonObject().put("id", id.toString()));
  }

  /** Lists tokens. */
  @GET
  @Operation(summary = "List widget tokens that are not over, the newest first; never their text")
  @APIResponse(
      responseCode = "200",
      description = "The tokens.",
      content = @Content(schema = @Schema(implementation = WidgetDocuments.Listed.class)))
  public Uni<Buffer> list(
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
      @Context RoutingContext routing) {
    return tokens
        .list(Access.of(routing).caller(), PageRequest.limit(limit))
        .map(
            found ->
                new JsonObject()
                    .put(
                        "tokens",
                        new JsonArray(found.stream().map(WidgetTokenResource::shown).toList()))
                    .toBuffer());
  }

  private static JsonObject shown(WidgetTokenStore.Entry entry) {
    WidgetToken token = entry.token();
    return new JsonObject()
        .put("id", token.id().toString())
        .put("namespace", token.namespace())
        .put("userId", token.userId())
        .put("createdAt", entry.createdAt())
        .put("expiresAt", token.expiresAt())
        .put("revokedAt", entry.revokedAt());
  }

  /** Revokes a token. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Revoke a widget token; every replica refuses it within a minute")
  @APIResponse(
      responseCode = "200",
      description = "It is revoked.",
      content = @Content(schema = @Schema(implementation = WidgetDocuments.Shown.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<Buffer> revoke(@RestPath String id, @Context RoutingContext routing) {
    UUID known = id(id);
    return tokens
        .revoke(Access.of(routing).caller(), known)
        .map(found -> found.orElseThrow(WidgetTokenResource::unknown))
        .invoke(revoked -> note(routing, "widget-token.revoked", known))
        .map(revoked -> shown(revoked).toBuffer());
  }

  private static UUID id(String text) {
    if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw unknown();
    }
    return UUID.fromString(text);
  }

  private static ApiException unknown() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no widget token of that id.");
  }

  private static RestResponse<Buffer> response(Answer answer) {
    return RestResponse.ResponseBuilder.<Buffer>create(answer.status())
        .entity(answer.body())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }
}
