package ai.agentcache.cache;

import ai.agentcache.access.Access;
import ai.agentcache.access.AdmissionInParallel;
import ai.agentcache.access.IdempotencyKey;
import ai.agentcache.access.KeyRequired;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
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

/** The response cache over HTTP. */
@Path("/api/cache")
@KeyRequired
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Response cache",
    description =
        "Every answer carries `X-Cache` (`HIT`, `MISS` or `STALE`), `X-Cache-Key` and `Age` (seconds), and the headers of the rate limit: `X-RateLimit-Limit`, `X-RateLimit-Remaining`, `X-RateLimit-Reset` (epoch milliseconds), `RateLimit` and `RateLimit-Policy`.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "413", ref = "TooLarge")
@APIResponse(responseCode = "415", ref = "UnsupportedType")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class CacheResource {

  private final CacheReader reader;
  private final CacheWriter writer;
  private final CacheInvalidator invalidator;

  CacheResource(CacheReader reader, CacheWriter writer, CacheInvalidator invalidator) {
    this.reader = reader;
    this.writer = writer;
    this.invalidator = invalidator;
  }

  @POST
  @Path("get")
  @AdmissionInParallel
  @Operation(summary = "Look an answer up")
  @Parameter(
      name = "X-Cache-Namespace",
      in = ParameterIn.HEADER,
      description = CacheDocuments.NAMESPACE,
      schema =
          @Schema(
              type = SchemaType.STRING,
              pattern = "[A-Za-z0-9._-]{1,128}",
              defaultValue = "default"))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CacheDocuments.Lookup.class)))
  @APIResponse(
      responseCode = "200",
      description =
          "A hit, or a miss. With `stream` a hit is the server-sent events of a streamed OpenAI chat completion.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(oneOf = {CacheDocuments.Found.class, CacheDocuments.Missed.class})),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(type = SchemaType.STRING))
      })
  public Uni<byte[]> get(byte[] body, @Context RoutingContext context) {
    return reader.get(Access.of(context), body, context);
  }

  @POST
  @Path("check")
  @AdmissionInParallel
  @Operation(summary = "Ask whether an answer is there, without fetching it")
  @Parameter(
      name = "X-Cache-Namespace",
      in = ParameterIn.HEADER,
      description = CacheDocuments.NAMESPACE,
      schema =
          @Schema(
              type = SchemaType.STRING,
              pattern = "[A-Za-z0-9._-]{1,128}",
              defaultValue = "default"))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CacheDocuments.Lookup.class)))
  @APIResponse(
      responseCode = "200",
      description = "Whether it is there, and how long still.",
      content = @Content(schema = @Schema(implementation = CacheDocuments.Checked.class)))
  public Uni<byte[]> check(byte[] body, @Context RoutingContext context) {
    return reader.check(Access.of(context), body, context.response());
  }

  @POST
  @Path("explain")
  @Operation(summary = "See which fields make the key")
  @Parameter(
      name = "X-Cache-Namespace",
      in = ParameterIn.HEADER,
      description = CacheDocuments.NAMESPACE,
      schema =
          @Schema(
              type = SchemaType.STRING,
              pattern = "[A-Za-z0-9._-]{1,128}",
              defaultValue = "default"))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CacheDocuments.Lookup.class)))
  @APIResponse(
      responseCode = "200",
      description = "Why the request has the key it has.",
      content = @Content(schema = @Schema(implementation = Explanation.class)))
  public Uni<byte[]> explain(byte[] body, @Context RoutingContext context) {
    return reader.explain(Access.of(context), body, context.response());
  }

  @POST
  @Path("set")
  @Operation(summary = "Store an answer")
  @Parameter(
      name = "X-Cache-Namespace",
      in = ParameterIn.HEADER,
      description = CacheDocuments.NAMESPACE,
      schema =
          @Schema(
              type = SchemaType.STRING,
              pattern = "[A-Za-z0-9._-]{1,128}",
              defaultValue = "default"))
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key and body give the same answer for 24 h; with another body, 409.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CacheDocuments.Store.class)))
  @APIResponse(
      responseCode = "200",
      description = "Stored, or not because Redis cannot be reached.",
      content = @Content(schema = @Schema(implementation = CacheDocuments.Stored.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Uni<byte[]> set(byte[] body, @Context RoutingContext context) {
    String idempotencyKey = IdempotencyKey.of(context);
    return writer.set(Access.of(context), body, idempotencyKey, context.response());
  }

  @POST
  @Path("invalidate")
  @Operation(summary = "Make answers void")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CacheDocuments.Invalidate.class)))
  @APIResponse(
      responseCode = "200",
      description = "They are void.",
      content = @Content(schema = @Schema(implementation = CacheDocuments.Invalidated.class)))
  public Uni<byte[]> invalidate(
      byte[] body,
      @Parameter(
              description = "Narrows what is made void to a namespace.",
              schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9._-]{1,128}"))
          @HeaderParam("X-Cache-Namespace")
          @Nullable String namespace,
      @Context RoutingContext context) {
    return invalidator.invalidate(Access.of(context), body, namespace, context.response());
  }
}
