package ai.agentcache.access;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What keys have spent in a month, in Redis: one counter of nano-dollars for each. */
@Singleton
class SpendStore {

  private static final Script SCRIPT = Script.load("spend.lua");

  /** After the end of its month: longer than any attempt to book late. */
  private static final long KEPT_SECONDS = 35 * 86_400L;

  private final RedisGateway redis;
  private final String replica = UUID.randomUUID().toString();

  SpendStore(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * Books, at most once however often it is sent.
   *
   * @return the sum of the month; fails with {@link UnavailableException}
   */
  Uni<Long> book(Booking booking) {
    long end = QuotaMonth.start(booking.month().plusMonths(1));
    return redis
        .eval(
            SCRIPT,
            List.of(key(booking.keyId(), booking.month()), last(booking.keyId())),
            List.of(
                Long.toString(booking.number()),
                Long.toString(booking.nanos()),
                Long.toString(end + KEPT_SECONDS),
                Long.toString(KEPT_SECONDS)))
        .map(SpendStore::nanos);
  }

  /** The sums of keys, in their order; fails with {@link UnavailableException}. */
  Uni<List<Long>> sums(List<String> keyIds, YearMonth month) {
    if (keyIds.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return redis
        .batch(keyIds.stream().map(id -> Request.cmd(Command.GET).arg(key(id, month))).toList())
        .map(
            replies -> {
              List<Long> sums = new ArrayList<>(replies.size());
              replies.forEach(reply -> sums.add(nanos(reply)));
              return sums;
            });
  }

  private static long nanos(@Nullable Response response) {
    return response == null ? 0 : Long.parseLong(response.toString());
  }

  private static String key(String keyId, YearMonth month) {
    return prefix(keyId) + month;
  }

  /** The number of the last booking that was taken from this replica. */
  private String last(String keyId) {
    return prefix(keyId) + "replica:" + replica;
  }

  private static String prefix(String keyId) {
    return "agentcache:spend:{" + keyId + "}:";
  }
}
