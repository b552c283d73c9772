package ai.agentcache.cache;

import ai.agentcache.redis.RedisGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Entries in Redis, as packed bytes under the key that holds tenant, namespace and hash. */
@Singleton
final class EntryStore {

  private final RedisGateway redis;

  EntryStore(RedisGateway redis) {
    this.redis = redis;
  }

  /** The packed entry, null if there is none. */
  Uni<byte @Nullable []> read(String redisKey) {
    return redis
        .send(Request.cmd(Command.GET).arg(redisKey))
        .map(value -> value == null ? null : value.toBytes());
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
