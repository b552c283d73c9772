package ai.agentcache.upload.edge;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Turns of the replicas at work that one of them does for all, in Redis: {@code
 * agentcache:turn:{<work>}} holds the token of the replica whose turn it is.
 */
@Singleton
public final class TurnStore {

  private static final Script RENEW = Script.load("lease-renew.lua");

  private final RedisGateway redis;
  private final String token = UUID.randomUUID().toString();

  TurnStore(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * Takes a turn that nobody has. It is not given back but ends by itself, so that the next one
   * begins a period later, whoever takes it.
   *
   * @param work what is done, {@code [a-z-]+}
   * @return whether it is ours; fails with {@code UnavailableException}
   */
  public Uni<Boolean> take(String work, Duration hold) {
    Request set = Request.cmd(Command.SET).arg(key(work)).arg(token);
    return redis.send(set.arg("NX").arg("PX").arg(hold.toMillis())).map(reply -> reply != null);
  }

  /** Keeps a turn for longer; false if it is another's by now. */
  public Uni<Boolean> keep(String work, Duration hold) {
    return redis
        .eval(RENEW, List.of(key(work)), List.of(token, Long.toString(hold.toMillis())))
        .map(reply -> reply != null && reply.toInteger() == 1);
  }

  private static String key(String work) {
    return "agentcache:turn:{" + work + "}";
  }
}
