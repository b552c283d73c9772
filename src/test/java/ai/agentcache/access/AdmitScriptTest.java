package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.access.Admission.Cause;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The script in a real Redis, at moments of our choice: a copy in which the clock is a constant.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmitScriptTest {

  private static final YearMonth MONTH = YearMonth.of(2026, 12);
  private static final long MONTH_START = QuotaMonth.start(MONTH);
  private static final long NOW = MONTH_START * 1_000 + 86_400_250L;
  private static final SortedMap<Long, Long> NO_CHANGES = new TreeMap<>();
  private static final String BODY = Script.load("admit.lua").body();

  private final RealRedis server = new RealRedis();
  private final LimitKey key = new LimitKey("k1", true);
  private RedisGateway redis;

  @BeforeAll
  void connect() {
    redis = server.gateway();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void clear() {
    send(Request.cmd(Command.FLUSHALL));
  }

  @Test
  void lease_anyHistory_equalsTheModel() {
    for (long seed = 0; seed < 8; seed++) {
      clear();
      compare(new Random(seed));
    }
  }

  private void compare(Random random) {
    SharedWindows model = new SharedWindows();
    long limit = random.nextLong(1, 60);
    long quota = random.nextBoolean() ? 0 : random.nextLong(1, 300);
    long now = NOW;
    for (int i = 0; i < 150; i++) {
      now += random.nextInt(10) == 0 ? random.nextInt(80_000) : random.nextInt(1_500);
      LeaseCall call =
          call(limit, quota, random.nextInt(5), random.nextInt(30), changes(random, now / 1_000));
      assertEquals(model.answer(call, now), lease(call, now));
    }
  }

  private static SortedMap<Long, Long> changes(Random random, long second) {
    TreeMap<Long, Long> changes = new TreeMap<>();
    for (int i = random.nextInt(4) - 1; i > 0; i--) {
      changes.put(second - random.nextInt(70) + 2, random.nextInt(8) - 4L);
    }
    return changes;
  }

  @Test
  void lease_full_refusesWithoutATrace() {
    lease(call(3, 0, 3, 0, NO_CHANGES), NOW);
    LeaseReply refused = lease(call(3, 0, 1, 0, NO_CHANGES), NOW + 30_000);
    assertEquals(Cause.RATE, refused.cause());
    assertEquals(30_750, refused.retryAfterMillis());
    assertEquals("3", text("GET", "ratelimit:{k1}:q:2026-12"));
    assertEquals("1", text("HLEN", "ratelimit:{k1}:w"));
    assertEquals(1, lease(call(3, 0, 1, 0, NO_CHANGES), NOW + 60_750).granted());
  }

  @Test
  void lease_extra_isAtMostAnEighthOfWhatIsLeft() {
    assertEquals(1 + 12, lease(call(100, 0, 1, 1_000, NO_CHANGES), NOW).granted());
    assertEquals(80, lease(call(100, 0, 80, 1_000, NO_CHANGES), NOW).granted());
    assertEquals(1, lease(call(100, 0, 1, 1_000, NO_CHANGES), NOW).granted());
  }

  @Test
  void lease_quotaUsedUp_saysSoEvenIfTheWindowIsFullToo() {
    assertEquals(5, lease(call(5, 5, 9, 9, NO_CHANGES), NOW).granted());
    assertEquals(Cause.QUOTA, lease(call(5, 5, 1, 0, NO_CHANGES), NOW).cause());
    assertEquals(Cause.RATE, lease(call(5, 6, 1, 0, NO_CHANGES), NOW).cause());
  }

  @Test
  void lease_changesOfLastMonth_countThere() {
    lease(call(100, 0, 10, 0, NO_CHANGES), MONTH_START * 1_000);
    TreeMap<Long, Long> changes = new TreeMap<>();
    changes.put(MONTH_START - 1, 7L);
    changes.put(MONTH_START, -4L);
    LeaseReply reply = lease(call(100, 0, 0, 0, changes), MONTH_START * 1_000 + 500);
    assertEquals(6, reply.quotaUsed());
    assertEquals(100 - 6 - 7, reply.remaining());
    assertEquals("7", text("GET", "ratelimit:{k1}:q:2026-11"));
  }

  @Test
  void lease_givenBackAfterFlush_isNeverNegative() {
    TreeMap<Long, Long> changes = new TreeMap<>();
    changes.put(NOW / 1_000, -4L);
    LeaseReply reply = lease(call(10, 10, 0, 0, changes), NOW);
    assertEquals(10, reply.remaining());
    assertEquals(0, reply.quotaUsed());
    assertEquals("0", text("DBSIZE"));
  }

  @Test
  void lease_granted_everythingExpires() {
    lease(call(10, 10, 1, 0, NO_CHANGES), NOW);
    long window = Long.parseLong(text("TTL", "ratelimit:{k1}:w"));
    long quota = Long.parseLong(text("TTL", "ratelimit:{k1}:q:2026-12"));
    assertTrue(window > 60 && window <= 62);
    assertTrue(quota > 31 * 86_400 && quota <= 40 * 86_400);
  }

  @Test
  void lease_namedLimit_keepsNoQuota() {
    LeaseCall call = call(10, 0, 1, 0, NO_CHANGES);
    LeaseReply reply =
        new LeaseStore(redis, new ai.agentcache.time.SystemClock())
            .lease(LimitKey.of("llm", "10.0.0.1"), call)
            .await()
            .atMost(Duration.ofSeconds(2));
    assertEquals(1, reply.granted());
    assertEquals(0, reply.quotaUsed());
    assertEquals("1", text("DBSIZE"));
    assertTrue(Math.abs(reply.now() - System.currentTimeMillis()) < 5_000);
  }

  private static LeaseCall call(
      long limit, long quota, long needed, long extra, SortedMap<Long, Long> changes) {
    return new LeaseCall(limit, quota, needed, extra, changes, MONTH, 0);
  }

  private LeaseReply lease(LeaseCall call, long now) {
    String time = "{'%d', '%d'}".formatted(now / 1_000, now % 1_000 * 1_000);
    Script script = Script.of(BODY.replace("redis.call('TIME')", time));
    return redis
        .eval(script, key.redisKeys(call.month()), LeaseStore.arguments(call))
        .map(LeaseStore::reply)
        .await()
        .atMost(Duration.ofSeconds(2));
  }

  private String text(String command, String... args) {
    Request request = Request.cmd(Command.create(command));
    for (String arg : args) {
      request.arg(arg);
    }
    return String.valueOf(send(request));
  }

  private @Nullable Response send(Request request) {
    return redis.send(request).await().atMost(Duration.ofSeconds(2));
  }
}
