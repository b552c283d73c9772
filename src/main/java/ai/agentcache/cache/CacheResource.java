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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The response cache over HTTP. */
@Path("/api/cache")
@KeyRequired
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Response cache")
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
  public Uni<byte[]> get(byte[] body, @Context RoutingContext context) {
    return reader.get(Access.of(context), body, context);
  }

  @POST
  @Path("check")
  @AdmissionInParallel
  @Operation(summary = "Ask whether an answer is there, without fetching it")
  public Uni<byte[]> check(byte[] body, @Context RoutingContext context) {
    return reader.check(Access.of(context), body, context.response());
  }

  @POST
  @Path("explain")
  @Operation(summary = "See which fields make the key")
  public Uni<byte[]> explain(byte[] body, @Context RoutingContext context) {
    return reader.explain(Access.of(context), body, context.response());
  }

  @POST
  @Path("set")
  @Operation(summary = "Store an answer")
  public Uni<byte[]> set(byte[] body, @Context RoutingContext context) {
    String idempotencyKey = IdempotencyKey.of(context);
    return writer.set(Access.of(context), body, idempotencyKey, context.response());
  }

  @POST
  @Path("invalidate")
  @Operation(summary = "Make answers void")
  public Uni<byte[]> invalidate(
      byte[] body,
      @HeaderParam("X-Cache-Namespace") @Nullable String namespace,
      @Context RoutingContext context) {
    return invalidator.invalidate(Access.of(context), body, namespace, context.response());
  }
}
