package ai.agentcache.agent.token;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
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

  /** What the script answers for a token that was revoked. */
  private static final String ENDED = "ended";

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
   * @return the one that was there, or nothing when the given one is taken; fails with {@link
   *     ApiException} if the token was revoked
   */
  Uni<Optional<Successor>> rotate(Revocation revocation, Successor successor) {
    return eval(
            ROTATE,
            List.of(nextKey(revocation), revokedKey(), endedKey(revocation)),
            List.of(successor.text(), revocation.text(), String.valueOf(keepMillis)))
        .map(TokenStore::earlier);
  }

  private static Optional<Successor> earlier(@Nullable Response reply) {
    if (reply == null) {
      return Optional.empty();
    }
    if (reply.toString().equals(ENDED)) {
      throw new ApiException(ErrorCode.INVALID_AGENT_TOKEN, "it was revoked");
    }
    return Optional.of(successor(reply));
  }

  /** Revokes a token, which cannot be replaced from then on; returns what it was replaced by. */
  Uni<Optional<Successor>> revoke(Revocation revocation) {
    return eval(
            REVOKE,
            List.of(nextKey(revocation), revokedKey(), endedKey(revocation)),
            List.of(revocation.text(), String.valueOf(keepMillis)))
        .map(reply -> Optional.ofNullable(reply).map(TokenStore::successor));
  }

  private String nextKey(Revocation revocation) {
    return prefix + "next:" + revocation.id();
  }

  private String endedKey(Revocation revocation) {
    return prefix + "ended:" + revocation.id();
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
