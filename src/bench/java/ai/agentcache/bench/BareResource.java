package ai.agentcache.bench;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints that read the same bodies and answer the same bytes as the product's, and do nothing
 * else but at most one Redis command.
 */
@Path("/bare")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class BareResource {

  private static final String KEY = "agentcache:bench:floor";
  private static final String STREAM = "agentcache:bench:floor:stream";
  private static final int STREAM_LENGTH = 10_000;

  private static final byte[] DONE = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);

  private final BareRedis redis;
  private volatile byte[] answer = new byte[0];

  BareResource(BareRedis redis) {
    this.redis = redis;
  }

  /** Takes the bytes that the others answer. */
  @PUT
  @Path("answer")
  public Uni<byte[]> prepare(byte[] bytes) {
    answer = bytes;
    return set(bytes);
  }

  /** Answers from memory. */
  @POST
  @Path("memory")
  public Uni<byte[]> memory(byte[] body) {
    return Uni.createFrom().item(answer);
  }

  /** Answers what one GET finds. */
  @POST
  @Path("get")
  public Uni<byte[]> get(byte[] body) {
    return redis.send(Request.cmd(Command.GET).arg(KEY)).map(BareResource::bytes);
  }

  /** Stores the body with one SET. */
  @POST
  @Path("set")
  public Uni<byte[]> store(byte[] body) {
    return set(body);
  }

  /** Appends the body to a stream with one XADD. */
  @POST
  @Path("append")
  public Uni<byte[]> append(byte[] body) {
    Request add =
        Request.cmd(Command.XADD)
            .arg(STREAM)
            .arg("MAXLEN")
            .arg("~")
            .arg(STREAM_LENGTH)
            .arg("*")
            .arg("body")
            .arg(body);
    return redis.send(add).replaceWith(DONE);
  }

  private Uni<byte[]> set(byte[] bytes) {
    Request set = Request.cmd(Command.SET).arg(KEY).arg(bytes).arg("EX").arg(3600);
    return redis.send(set).replaceWith(DONE);
  }

  private static byte[] bytes(@Nullable Response response) {
    byte[] bytes = response == null ? null : response.toBytes();
    return bytes == null ? new byte[0] : bytes;
  }
}
