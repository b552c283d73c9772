package ai.agentcache.cache.flight;

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
 * Leases in Redis: {@code agentcache:lease:{<question>}} holds the token of the replica that
 * computes, and {@code …:rest} is there while nobody shall try again in the background.
 */
@Singleton
public final class LeaseStore {

  private static final Script TAKE = Script.load("lease-take.lua");
  private static final Script RENEW = Script.load("lease-renew.lua");
  private static final Script RELEASE = Script.load("lease-release.lua");

  private final RedisGateway redis;

  /** Leases in the Redis behind this gateway. */
  public LeaseStore(RedisGateway redis) {
    this.redis = redis;
  }

  static String key(String id) {
    return "agentcache:lease:{" + id + "}";
  }

  private static List<String> keys(String id) {
    return List.of(key(id), key(id) + ":rest");
  }

  /**
   * Takes a lease that nobody has; one plain command, so that what is sent after it comes after.
   */
  Uni<Boolean> take(String id, String token, long millis) {
    Request set = Request.cmd(Command.SET).arg(key(id)).arg(token);
    return redis.send(set.arg("NX").arg("PX").arg(millis)).map(reply -> reply != null);
  }

  /** The same unless the lease is at rest. */
  Uni<Boolean> takeUnlessResting(String id, String token, long millis) {
    return is(redis.eval(TAKE, keys(id), List.of(token, Long.toString(millis))));
  }

  /** Makes it hold for longer; false if it is another's. */
  Uni<Boolean> renew(String id, String token, long millis) {
    return is(redis.eval(RENEW, List.of(key(id)), List.of(token, Long.toString(millis))));
  }

  /** Gives it back, to rest for a time or not at all; false if it is another's. */
  Uni<Boolean> release(String id, String token, long restMillis) {
    return is(redis.eval(RELEASE, keys(id), List.of(token, Long.toString(restMillis))));
  }

  private static Uni<Boolean> is(Uni<@Nullable Response> reply) {
    return reply.map(one -> one != null && one.toInteger() == 1);
  }
}
