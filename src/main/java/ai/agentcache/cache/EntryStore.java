package ai.agentcache.cache;

import ai.agentcache.redis.RedisGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Entries in Redis, as packed bytes under the key that holds tenant, namespace and hash. */
@Singleton
final class EntryStore {

  private static final byte[] NOTHING = {};

  private final RedisGateway redis;

  EntryStore(RedisGateway redis) {
    this.redis = redis;
  }

  /** Reads a packed entry, which is empty if there is none, and goes on with it. */
  <T> Uni<T> read(String redisKey, Function<byte[], Uni<? extends T>> next) {
    return redis
        .send(Request.cmd(Command.GET).arg(redisKey))
        .chain(value -> next.apply(bytes(value)));
  }

  private static byte[] bytes(@Nullable Response value) {
    byte[] bytes = value == null ? null : value.toBytes();
    return bytes == null ? NOTHING : bytes;
  }

  /** Writes a packed entry for so many seconds. */
  Uni<Void> write(String redisKey, byte[] packed, long ttlSeconds) {
    Request set = Request.cmd(Command.SET).arg(redisKey).arg(Buffer.buffer(packed));
    return redis.send(set.arg("EX").arg(ttlSeconds)).replaceWithVoid();
  }

  /** Removes an entry; whether there was one. */
  Uni<Boolean> remove(String redisKey) {
    return redis.send(Request.cmd(Command.UNLINK).arg(redisKey)).map(EntryStore::isOne);
  }

  private static boolean isOne(@Nullable Response count) {
    return count != null && count.toInteger() == 1;
  }
}
