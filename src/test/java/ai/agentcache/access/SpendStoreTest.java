package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.redis.RedisGateway;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SpendStoreTest {

  private static final YearMonth MONTH = YearMonth.of(2099, 11);
  private static final long LARGE = (1L << 53) + 1;

  @SuppressWarnings("NullAway.Init") // before all tests
  private static RealRedis redis;

  @BeforeAll
  static void start() {
    redis = new RealRedis();
  }

  @AfterAll
  static void end() throws Exception {
    redis.close();
  }

  private static long book(SpendStore store, String key, long number, long nanos) {
    return store.book(new Booking(key, MONTH, number, nanos)).await().indefinitely();
  }

  @Test
  void book_oneNumberTwice_countsItOnceAndExactly() {
    SpendStore store = new SpendStore(redis.gateway());
    assertEquals(0, book(store, "a", 0, 0));
    assertEquals(LARGE, book(store, "a", 5, LARGE));
    assertEquals(LARGE, book(store, "a", 5, LARGE));
    assertEquals(LARGE, book(store, "a", 0, 99));
    assertEquals(LARGE + 1, book(store, "a", 6, 1));
  }

  @Test
  void book_byTwoReplicas_addsUp() {
    SpendStore one = new SpendStore(redis.gateway());
    SpendStore other = new SpendStore(redis.gateway());
    book(one, "b", 1, 10);
    assertEquals(30, book(other, "b", 1, 20));
    assertEquals(List.of(30L, 0L), one.sums(List.of("b", "nobody"), MONTH).await().indefinitely());
    assertEquals(List.of(0L), one.sums(List.of("b"), MONTH.plusMonths(1)).await().indefinitely());
  }

  @Test
  void book_leavesKeysThatExpireAfterTheMonth() {
    RedisGateway gateway = redis.gateway();
    book(new SpendStore(gateway), "c", 1, 10);
    Request ttl = Request.cmd(Command.TTL).arg("agentcache:spend:{c}:2099-11");
    long left = gateway.send(ttl).await().indefinitely().toLong();
    assertTrue(left > 70L * 365 * 86_400, () -> "forgotten in " + left + " s");
  }
}
