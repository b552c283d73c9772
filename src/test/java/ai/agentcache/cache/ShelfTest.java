package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.redis.TestRedis;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShelfTest {

  private final CacheKey key = SharingTest.key();
  private TestRedis redis;
  private CacheReplica replica;

  @BeforeEach
  void open() throws Exception {
    redis = new TestRedis();
    replica = CacheReplica.reaching(redis.address(), Map.of());
  }

  @AfterEach
  void close() throws Exception {
    replica.close();
    redis.close();
  }

  @Test
  void watch_entryIsWritten_tellsUntilNoLongerWanted() {
    AtomicInteger told = new AtomicInteger();
    AtomicInteger stillTold = new AtomicInteger();
    Runnable unwatch = replica.shelf.watch(Entries.TENANT, key, told::incrementAndGet);
    replica.shelf.watch(Entries.TENANT, key, stillTold::incrementAndGet);
    replica.seed(key, "a", 0, 100);
    Caller.until(() -> told.get() == 1);

    unwatch.run();
    replica.seed(key, "b", 0, 100);
    Caller.until(() -> stillTold.get() == 2);
    assertEquals(1, told.get());
  }

  @Test
  void recall_pastItsLife_findsWhatReadDoesNot() {
    replica.seed(key, "a", 200, 100);
    Lookup found = replica.shelf.recall(Entries.TENANT, key).await().indefinitely();
    assertNotNull(found.kept());
    assertNull(
        replica
            .shelf
            .read(Entries.TENANT, key, key.redisKey(Entries.TENANT))
            .await()
            .indefinitely()
            .hit());
    assertNull(replica.shelf.near(Entries.TENANT, key.redisKey(Entries.TENANT), System.nanoTime()));
  }

  @Test
  void isVoid_invalidatedSince_is() {
    Entry entry =
        new Entry(
            key,
            replica.ask(key).dimensions(),
            JsonSlice.of("1"),
            replica.shelf.now(),
            100,
            List.of("t"),
            Upstream.TOKENS,
            true,
            0);
    assertEquals(false, replica.shelf.isVoid(entry).await().indefinitely());
    replica
        .shelf
        .invalidate(Entries.TENANT, new Selector(null, null, null, "t"), 0)
        .await()
        .indefinitely();
    assertEquals(true, replica.shelf.isVoid(entry).await().indefinitely());
    assertEquals(1, replica.shelf.invalidations(Entries.TENANT) > 0 ? 1 : 0);
  }

  @Test
  void invalidate_cutoff_outlivesTheOldestEntryThatIsKept() {
    replica.shelf.invalidate(Entries.TENANT, Selector.ALL, 0).await().indefinitely();
    String cutoff =
        String.valueOf(replica.send(Command.KEYS, CutoffStore.PREFIX + "*"))
            .replaceAll("[\\[\\]]", "");
    long life = replica.number(Command.TTL, cutoff);
    assertTrue(life > 91 * 86_400, cutoff + " lives " + life + " s");
  }
}
