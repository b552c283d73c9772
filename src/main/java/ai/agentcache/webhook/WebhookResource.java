package ai.agentcache.webhook;

import ai.agentcache.access.Access;
import ai.agentcache.access.Answer;
import ai.agentcache.access.AnyKeyRequired;
import ai.agentcache.access.Caller;
import ai.agentcache.access.Idempotency;
import ai.agentcache.access.IdempotencyKey;
import ai.agentcache.access.PageRequest;
import ai.agentcache.http.ApiException;
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

/** Webhooks of the caller's tenant, or of the operator. */
@Path("/api/webhooks")
@AnyKeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Signed notifications; of the operator with its key.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class WebhookResource {

  private final Webhooks webhooks;
  private final Wish wish;
  private final Idempotency idempotency;

  WebhookResource(Webhooks webhooks, Wish wish, Idempotency idempotency) {
    this.webhooks = webhooks;
    this.wish = wish;
    this.idempotency = idempotency;
  }

  /** Makes a webhook. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a webhook; its secret is shown in this answer only",
      description = WebhookDocuments.CREATE)
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key and body give the same answer for 24 h; with another body, 409.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = WebhookDocuments.Wanted.class)))
  @APIResponse(
      responseCode = "201",
      description = "The webhook.",
      content = @Content(schema = @Schema(implementation = WebhookDocuments.Made.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<RestResponse<Buffer>> create(byte @Nullable [] body, @Context RoutingContext routing) {
    Owner owner = owner(routing);
    byte[] sent = sent(body);
    Webhook.Terms terms = wish.parse(sent, owner);
    return idempotency
        .once(
            "webhooks:" + owner.column(),
            IdempotencyKey.of(routing),
            sent,
            () -> webhooks.create(owner, terms).map(WebhookResource::created))
        .map(answer -> response(answer.status(), answer.body()));
  }

  private static Answer created(Webhooks.Made made) {
    return new Answer(RestResponse.StatusCode.CREATED, WebhookBodies.made(made).toBuffer());
  }

  /** Lists webhooks. */
  @GET
  @Operation(summary = "List webhooks, the newest first; never their secrets")
  @APIResponse(
      responseCode = "200",
      description = "All webhooks.",
      content = @Content(schema = @Schema(implementation = WebhookDocuments.All.class)))
  public Uni<Buffer> list(@Context RoutingContext routing) {
    return webhooks.list(owner(routing)).map(all -> WebhookBodies.webhooks(all).toBuffer());
  }

  /** Shows one. */
  @GET
  @Path("{id}")
  @Operation(summary = "Show a webhook, and how it does")
  @APIResponse(
      responseCode = "200",
      description = "The webhook.",
      content = @Content(schema = @Schema(implementation = WebhookDocuments.Shown.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<Buffer> show(@RestPath String id, @Context RoutingContext routing) {
    return webhooks
        .find(owner(routing), id(id))
        .map(WebhookBodies::webhook)
        .map(JsonObject::toBuffer);
  }

  /** Changes one. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change a webhook; what is not sent stays. Enabling it begins anew")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = WebhookDocuments.Changed.class)))
  @APIResponse(
      responseCode = "200",
      description = "The webhook as it is now.",
      content = @Content(schema = @Schema(implementation = WebhookDocuments.Shown.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedType")
  public Uni<Buffer> change(
      @RestPath String id, byte @Nullable [] body, @Context RoutingContext routing) {
    Owner owner = owner(routing);
    return webhooks
        .change(owner, id(id), wish.change(sent(body), owner))
        .map(WebhookBodies::webhook)
        .map(JsonObject::toBuffer);
  }

  /** Removes one. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Delete a webhook, and what waits for it")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<RestResponse<Void>> delete(@RestPath String id, @Context RoutingContext routing) {
    return webhooks.delete(owner(routing), id(id)).map(deleted -> RestResponse.noContent());
  }

  /** Tries one. */
  @POST
  @Path("{id}/test")
  @Operation(summary = "Post a signed `webhook.test` now and say what came of it")
  @APIResponse(
      responseCode = "200",
      description = "What came of it.",
      content = @Content(schema = @Schema(implementation = WebhookDocuments.Tried.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<Buffer> test(@RestPath String id, @Context RoutingContext routing) {
    return webhooks
        .test(owner(routing), id(id))
        .map(WebhookBodies::outcome)
        .map(JsonObject::toBuffer);
  }

  /** Gives one another secret. */
  @POST
  @Path("{id}/rotate-secret")
  @Operation(summary = "Make a new secret, shown this once; both sign for 24 h")
  @APIResponse(
      responseCode = "200",
      description = "The webhook and its new secret.",
      content = @Content(schema = @Schema(implementation = WebhookDocuments.Made.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<Buffer> rotate(@RestPath String id, @Context RoutingContext routing) {
    return webhooks
        .rotate(owner(routing), id(id))
        .map(WebhookBodies::made)
        .map(JsonObject::toBuffer);
  }

  /** Lists deliveries. */
  @GET
  @Path("{id}/deliveries")
  @Operation(summary = "List deliveries to a webhook, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of deliveries.",
      content = @Content(schema = @Schema(implementation = WebhookDocuments.DeliveryPage.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<Buffer> deliveries(
      @RestPath String id,
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
          @Nullable String cursor,
      @Context RoutingContext routing) {
    int most = PageRequest.limit(limit);
    long before = cursor == null ? Long.MAX_VALUE : cursor(cursor);
    return webhooks
        .deliveries(owner(routing), id(id), before, most + 1)
        .map(found -> WebhookBodies.deliveries(found, most))
        .map(JsonObject::toBuffer);
  }

  /** Delivers again. */
  @POST
  @Path("{id}/deliveries/{deliveryId}/replay")
  @Operation(summary = "Deliver an event once more, after what waits already")
  @APIResponse(
      responseCode = "202",
      description = "The new delivery.",
      content = @Content(schema = @Schema(implementation = WebhookDocuments.OneDelivery.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Uni<RestResponse<Buffer>> replay(
      @RestPath String id, @RestPath String deliveryId, @Context RoutingContext routing) {
    return webhooks
        .replay(owner(routing), id(id), deliveryId(deliveryId))
        .map(again -> WebhookBodies.delivery(again).toBuffer())
        .map(again -> response(RestResponse.StatusCode.ACCEPTED, again));
  }

  /** A key that acts for one user has no say in what a whole tenant is told. */
  private static Owner owner(RoutingContext routing) {
    Caller caller = Access.of(routing).caller();
    if (caller.userScope() != null) {
      throw new ApiException(ErrorCode.FORBIDDEN, "Use a key that acts for its whole tenant.");
    }
    return Owner.of(caller);
  }

  private static byte[] sent(byte @Nullable [] body) {
    return body == null ? new byte[0] : body;
  }

  private static UUID id(String text) {
    if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw Webhooks.unknown();
    }
    return UUID.fromString(text);
  }

  private static long deliveryId(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new ApiException(ErrorCode.NOT_FOUND, "There is no delivery of that id.");
    }
    return Long.parseLong(text);
  }

  private static long cursor(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw ApiException.field("cursor", "must be the `nextCursor` of an earlier answer");
    }
    return Long.parseLong(text);
  }

  private static RestResponse<Buffer> response(int status, Buffer body) {
    return RestResponse.ResponseBuilder.<Buffer>create(status)
        .entity(body)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }
}
