package ai.agentcache.agent.token;

import ai.agentcache.launch.Environment;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens were replaced and revoked, in Redis, in one hash slot. Each is remembered for the
 * life of a token; none of the tokens itself is here, nor anything one could be made of.
 */
@Singleton
final class TokenStore {

  private static final Script ROTATE = Script.load("token-rotate.lua");
  private static final Script REVOKE = Script.load("token-revoke.lua");

  private final RedisGateway redis;
  private final String prefix;
  private final long keepMillis;

  TokenStore(RedisGateway redis, Environment environment) {
    this.redis = redis;
    this.prefix = "agentcache:agent:{tokens-" + environment.text() + "}:";
    this.keepMillis = (ClaimRules.life(environment) + 2 * ClaimRules.LEEWAY) * 1_000;
  }

  /**
   * Replaces a token, unless that has been done.
   *
   * @param revocation of the replaced one
   * @return the one that was there, or nothing when the given one is taken
   */
  Uni<Optional<Successor>> rotate(Revocation revocation, Successor successor) {
    return eval(
            ROTATE,
            List.of(prefix + "next:" + revocation.id(), revokedKey()),
            List.of(successor.text(), revocation.text(), String.valueOf(keepMillis)))
        .map(reply -> reply == null ? Optional.empty() : Optional.of(successor(reply)));
  }

  /** Revokes a token. */
  Uni<Void> revoke(Revocation revocation) {
    return eval(
            REVOKE, List.of(revokedKey()), List.of(revocation.text(), String.valueOf(keepMillis)))
        .replaceWithVoid();
  }

  /** What was revoked lately, so many milliseconds ago at most. */
  Uni<List<Revocation>> revokedWithin(long millis) {
    long since = redis.epochMicros() / 1_000 - millis;
    Request request =
        Request.cmd(Command.ZRANGE).arg(revokedKey()).arg(since).arg("+inf").arg("BYSCORE");
    return redis.send(request).map(TokenStore::revocations);
  }

  private String revokedKey() {
    return prefix + "revoked";
  }

  private Uni<@Nullable Response> eval(Script script, List<String> keys, List<String> args) {
    return redis
        .eval(script, keys, args)
        .onFailure(failure -> !(failure instanceof UnavailableException))
        .transform(failure -> new UnavailableException(RedisGateway.NAME, failure.toString()));
  }

  private static Successor successor(Response reply) {
    return Successor.parse(reply.toString())
        .orElseThrow(
            () -> new UnavailableException(RedisGateway.NAME, "a value was tampered with"));
  }

  private static List<Revocation> revocations(@Nullable Response reply) {
    List<Revocation> revocations = new ArrayList<>();
    if (reply != null) {
      reply.forEach(each -> Revocation.parse(each.toString()).ifPresent(revocations::add));
    }
    return revocations;
  }
}
