package ai.agentcache.upload.dedup;

import ai.agentcache.redis.RedisGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Open challenges, in Redis: {@code agentcache:upload:proof:{<tenant>}:<nonce>}. */
@Singleton
final class ChallengeStore {

  private final RedisGateway redis;

  ChallengeStore(RedisGateway redis) {
    this.redis = redis;
  }

  private static String key(String tenant, String nonce) {
    return "agentcache:upload:proof:{" + tenant + "}:" + nonce;
  }

  /** Keeps a challenge for a time. */
  Uni<Void> put(String tenant, Challenge challenge, Duration time) {
    Request set = Request.cmd(Command.SET).arg(key(tenant, challenge.nonce()));
    return redis.send(set.arg(challenge.encode()).arg("PX").arg(time.toMillis())).replaceWithVoid();
  }

  /** Takes a challenge away, so that it serves once. */
  Uni<Optional<Challenge>> take(String tenant, String nonce) {
    return redis
        .send(Request.cmd(Command.GETDEL).arg(key(tenant, nonce)))
        .map(
            reply ->
                Optional.ofNullable(reply).map(kept -> Challenge.decode(nonce, kept.toString())));
  }
}
