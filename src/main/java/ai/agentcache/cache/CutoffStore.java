package ai.agentcache.cache;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cutoffs in Redis, one key each: {@code agentcache:cut:{tenant}:<selector>} holds microseconds of
 * Redis' clock and ends when no entry can be old enough to be void by it.
 */
@Singleton
final class CutoffStore {

  static final String PREFIX = "agentcache:cut:";

  private static final Script RAISE = Script.load("cutoff.lua");

  private final RedisGateway redis;
  private final String lifeSeconds;

  CutoffStore(RedisGateway redis, CacheConfig config) {
    this.redis = redis;
    this.lifeSeconds =
        Long.toString(config.maxTtl().plus(config.keepExpired()).toSeconds() + 3_600);
  }

  /** Moves a cutoff forward; it never goes back. */
  Uni<Void> raise(String tenant, Selector selector, long micros) {
    List<String> args = List.of(Long.toString(micros), lifeSeconds);
    return redis.eval(RAISE, List.of(key(tenant, selector)), args).replaceWithVoid();
  }

  /** The latest cutoff of several sets, 0 if there is none. */
  Uni<Long> latest(String tenant, List<Selector> selectors) {
    Request request = Request.cmd(Command.MGET);
    selectors.forEach(selector -> request.arg(key(tenant, selector)));
    return redis.send(request).map(CutoffStore::latest);
  }

  private static long latest(@Nullable Response cutoffs) {
    long latest = 0;
    if (cutoffs != null) {
      for (Response cutoff : cutoffs) {
        latest = cutoff == null ? latest : Math.max(latest, cutoff.toLong());
      }
    }
    return latest;
  }

  private static String key(String tenant, Selector selector) {
    return PREFIX + '{' + tenant + "}:" + selector.name();
  }

  /** The tenant that a key of a cutoff belongs to. */
  static String tenantOf(String key) {
    return key.substring(PREFIX.length() + 1, key.indexOf('}', PREFIX.length()));
  }
}
