package ai.agentcache.http;

import ai.agentcache.resilience.UnavailableException;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Reads what it is sent: the far side of the edge, in tests only and in no document. */
@Path("/api/test")
@Produces("application/json")
public final class EchoResource {

  /** A body with fields of several types. */
  record Form(@JsonProperty("name") String name, List<Item> items) {}

  record Item(int count) {}

  @POST
  @Path("length")
  @Operation(hidden = true)
  public Uni<String> length(byte[] body) {
    return Uni.createFrom().item("{\"length\":" + body.length + "}");
  }

  @POST
  @Path("form")
  @Consumes("application/json")
  @Operation(hidden = true)
  public Uni<String> form(@Nullable Form form) {
    if (form == null) {
      throw ApiException.missing("body", "one JSON object");
    }
    return Uni.createFrom().item("{\"items\":" + form.items().size() + "}");
  }

  @GET
  @Path("letters/{count}")
  @Operation(hidden = true)
  public Uni<byte[]> letters(@PathParam("count") int count) {
    return Uni.createFrom()
        .item("a".repeat(count).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Fails before it looks at the body, as a wrong key does. */
  @POST
  @Path("refused")
  @Operation(hidden = true)
  public Uni<String> refused() {
    return Uni.createFrom().failure(new ApiException(ErrorCode.INVALID_API_KEY, "no such key"));
  }

  @GET
  @Path("failures/{kind}")
  @Operation(hidden = true)
  public Uni<String> fail(@PathParam("kind") String kind) {
    return Uni.createFrom()
        .failure(
            switch (kind) {
              case "field" -> ApiException.field("ttl", "has to be a number of seconds");
              case "store" -> new UnavailableException("redis", "secret.internal:6379");
              default -> new IllegalStateException("secret detail");
            });
  }
}
