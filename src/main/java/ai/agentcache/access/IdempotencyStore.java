package ai.agentcache.access;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who works on, or has answered, a request with an {@code Idempotency-Key}: in Redis. */
@Singleton
final class IdempotencyStore {

  private static final Script CLAIM = Script.load("idempotency-claim.lua");
  private static final Script SETTLE = Script.load("idempotency-settle.lua");

  private final RedisGateway redis;

  IdempotencyStore(RedisGateway redis) {
    this.redis = redis;
  }

  /** Claims the place for a time; when it is taken, what is there. */
  Uni<Optional<String>> claim(String place, String claim, Duration hold) {
    return eval(CLAIM, place, List.of(claim, String.valueOf(hold.toMillis())));
  }

  /** Puts the outcome where the claim was, if the claim is still there. */
  Uni<Void> settle(String place, String claim, String outcome, Duration keep) {
    return eval(SETTLE, place, List.of(claim, outcome, String.valueOf(keep.toMillis())))
        .replaceWithVoid();
  }

  /** Gives the place up, if the claim is still there. */
  Uni<Void> release(String place, String claim) {
    return eval(SETTLE, place, List.of(claim)).replaceWithVoid();
  }

  private Uni<Optional<String>> eval(Script script, String place, List<String> args) {
    return redis
        .eval(script, List.of(place), args)
        .map(reply -> Optional.ofNullable(reply).map(Object::toString))
        .onFailure(failure -> !(failure instanceof UnavailableException))
        .transform(failure -> new UnavailableException(RedisGateway.NAME, failure.toString()));
  }
}
