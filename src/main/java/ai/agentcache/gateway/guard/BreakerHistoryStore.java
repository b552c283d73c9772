package ai.agentcache.gateway.guard;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What breakers did in the last day, on all replicas: a short stream for each provider in Redis.
 * Changes that happen while Redis is away are not remembered.
 */
@Singleton
public final class BreakerHistoryStore {

  private static final Logger LOG = Logger.getLogger(BreakerHistoryStore.class);
  private static final Duration KEPT = Duration.ofHours(24);
  private static final int MOST = 50;

  private final RedisGateway redis;
  private final Clock clock;

  BreakerHistoryStore(RedisGateway redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /** Notes a change; never waits, never fails. */
  void note(String provider, String state, String reason) {
    String key = key(provider);
    Request add =
        Request.cmd(Command.XADD)
            .arg(key)
            .arg("MAXLEN")
            .arg(MOST)
            .arg("*")
            .arg("state")
            .arg(state)
            .arg("reason")
            .arg(reason);
    Request expire = Request.cmd(Command.EXPIRE).arg(key).arg(KEPT.toSeconds());
    redis
        .batch(List.of(add, expire))
        .subscribe()
        .with(
            done -> {},
            failure ->
                LOG.debugf("A breaker's change is not remembered: %s", failure.getMessage()));
  }

  /** The changes of the last day, the latest first, by provider; fails while Redis is away. */
  public Uni<Map<String, List<BreakerChange>>> of(List<String> providers) {
    long from = clock.epochMillis() - KEPT.toMillis();
    return redis
        .batch(
            providers.stream()
                .map(
                    provider ->
                        Request.cmd(Command.XREVRANGE)
                            .arg(key(provider))
                            .arg("+")
                            .arg(from)
                            .arg("COUNT")
                            .arg(MOST))
                .toList())
        .map(
            replies -> {
              Map<String, List<BreakerChange>> changes = new HashMap<>();
              for (int i = 0; i < providers.size(); i++) {
                changes.put(providers.get(i), changes(replies.get(i)));
              }
              return changes;
            });
  }

  private static List<BreakerChange> changes(@Nullable Response reply) {
    List<BreakerChange> changes = new ArrayList<>();
    if (reply != null) {
      reply.forEach(entry -> changes.add(change(entry)));
    }
    return changes;
  }

  private static BreakerChange change(Response entry) {
    String id = entry.get(0).toString();
    long millis = Long.parseLong(id, 0, id.indexOf('-'), 10);
    Response fields = entry.get(1);
    return new BreakerChange(
        Instant.ofEpochMilli(millis), fields.get(1).toString(), fields.get(3).toString());
  }

  private static String key(String provider) {
    return "agentcache:gateway:breaker:{" + provider + "}";
  }
}
