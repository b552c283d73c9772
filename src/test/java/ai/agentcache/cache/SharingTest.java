package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.cache.Served.State;
import ai.agentcache.redis.TestRedis;
import ai.agentcache.usage.Dimensions;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One replica and its Redis. */
class SharingTest {

  private static TestRedis redis;

  private final CacheKey key = key();
  private final Upstream upstream = new Upstream();
  private CacheReplica replica;

  @BeforeAll
  static void startRedis() throws Exception {
    redis = new TestRedis();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  @BeforeEach
  void open() throws Exception {
    redis.flush();
    replica = CacheReplica.reaching(redis.address(), Map.of());
  }

  @AfterEach
  void close() {
    replica.close();
  }

  static CacheKey key() {
    byte[] identity = ("{\"id\":\"" + UUID.randomUUID() + "\"}").getBytes(StandardCharsets.UTF_8);
    return CacheKey.of("ns", "openai", "gpt-4o", identity);
  }

  private Caller ask(Terms terms) {
    return Caller.of(replica, CacheReplica.ask(key, terms), upstream);
  }

  private Caller ask() {
    return ask(terms());
  }

  private Terms terms() {
    return replica.cache.terms();
  }

  private void untilRunning(int calls) {
    Caller.until(() -> upstream.running() == calls);
  }

  private void untilStored() {
    Caller.until(() -> replica.isStored(key) && replica.leases() == 0);
  }

  @Test
  void getOrCompute_cold_computesAndStores() {
    Caller first = ask();
    untilRunning(1);
    assertTrue(first.isWaiting());
    upstream.head();
    Served served = first.served();
    assertEquals(State.MISS, served.state());
    assertFalse(served.recording().isComplete());
    upstream.event("a");
    upstream.event("b");
    upstream.end();

    assertEquals(List.of("\"a\"", "\"b\""), first.read());
    untilStored();
    Served again = ask().served();
    assertEquals(State.HIT, again.state());
    assertEquals(List.of("\"a\"", "\"b\""), Caller.texts(again.recording().all()));
    assertArrayEquals(Upstream.HEAD, again.recording().head());
    assertEquals(Upstream.TOKENS, again.recording().end().usage());
    assertEquals(604_800, again.ttlRemaining() + again.ageSeconds());
    assertEquals(1, upstream.calls());
  }

  @Test
  void getOrCompute_hitFromMemory_keepsItsForms() {
    replica.seed(key, "a", 0, 100);
    Caller.until(() -> isNear());
    Object form = ask().served().recording().view("form", recording -> new Object());
    assertSame(form, ask().served().recording().view("form", recording -> new Object()));
  }

  private boolean isNear() {
    ask().served();
    return replica.shelf.near(Entries.TENANT, key.redisKey(Entries.TENANT), System.nanoTime())
        != null;
  }

  @Test
  void getOrCompute_whileComputing_joinsFromTheFirstEvent() {
    Caller first = ask();
    untilRunning(1);
    upstream.head();
    upstream.event("a");
    Caller second = ask();
    assertEquals(State.JOINED, second.state());
    assertEquals(State.MISS, first.state());
    AssertSubscriber<byte[]> reading = second.reading();
    upstream.event("b");
    upstream.end();

    reading.awaitCompletion(Caller.PATIENCE);
    assertEquals(List.of("\"a\"", "\"b\""), Caller.texts(reading.getItems()));
    assertEquals(1, upstream.calls());
    untilStored();
    Caller.until(() -> replica.usage.hits() == 1);
    assertEquals(1, replica.usage.misses());
    assertEquals(120, replica.usage.tokensSaved());
  }

  @Test
  void getOrCompute_firstCallerLeaves_harmsNobody() {
    Caller first = ask();
    untilRunning(1);
    Caller second = ask();
    first.hangUp();
    upstream.answer("a");

    assertEquals(List.of("\"a\""), second.read());
    assertEquals(0, upstream.cancelled());
    untilStored();
    Caller.until(() -> replica.usage.hits() == 1);
    assertEquals(1, replica.usage.misses());
  }

  @Test
  void getOrCompute_allLeave_isFinishedAndStored() {
    Caller first = ask();
    untilRunning(1);
    Caller second = ask();
    first.hangUp();
    upstream.head();
    second.reading().cancel();
    upstream.event("a");
    upstream.end();

    untilStored();
    assertEquals(State.HIT, ask().state());
    assertEquals(0, upstream.cancelled());
  }

  @Test
  void getOrCompute_allLeaveAndItTakesTooLong_isCancelled() {
    try (CacheReplica hasty =
        CacheReplica.reaching(redis.address(), Map.of("abandoned-for", "50ms"))) {
      Caller caller = Caller.of(hasty, hasty.ask(key), upstream);
      untilRunning(1);
      caller.hangUp();
      Caller.until(() -> upstream.cancelled() == 1 && hasty.leases() == 0);
    }
  }

  @Test
  void getOrCompute_allLeaveAndPolicyIsToCancel_isCancelled() {
    try (CacheReplica stingy =
        CacheReplica.reaching(redis.address(), Map.of("abandoned", "cancel"))) {
      Caller first = Caller.of(stingy, stingy.ask(key), upstream);
      untilRunning(1);
      Caller second = Caller.of(stingy, stingy.ask(key), upstream);
      first.hangUp();
      assertEquals(0, upstream.cancelled());
      second.hangUp();
      assertEquals(1, upstream.cancelled());
      Caller.until(() -> stingy.leases() == 0);
    }
  }

  @Test
  void getOrCompute_failsBeforeTheHead_everybodyFailsAndNothingIsStored() {
    Caller first = ask();
    untilRunning(1);
    Caller second = ask();
    upstream.fail(new IllegalArgumentException("broken"));

    assertEquals("broken", first.failure().getMessage());
    assertEquals("broken", second.failure().getMessage());
    Caller.until(() -> replica.leases() == 0);
    assertFalse(replica.isStored(key));
    assertEquals(2, replica.usage.misses());
    ask();
    untilRunning(1);
    assertEquals(2, upstream.calls());
  }

  @Test
  void getOrCompute_failsAfterTheHead_readersFailAndNothingIsStored() {
    Caller first = ask();
    untilRunning(1);
    upstream.head();
    upstream.event("a");
    AssertSubscriber<byte[]> reading = first.reading();
    Caller second = ask();
    second.served();
    upstream.fail(new IllegalArgumentException("broken"));

    reading.awaitFailure(Caller.PATIENCE);
    Caller.until(() -> replica.leases() == 0);
    assertFalse(replica.isStored(key));
    Caller.until(() -> replica.usage.misses() == 2);
    assertEquals(0, replica.usage.hits());
  }

  @Test
  void getOrCompute_notStorable_isNotStored() {
    Caller first = ask();
    untilRunning(1);
    upstream.head();
    upstream.event("a");
    upstream.end(false);
    assertEquals(List.of("\"a\""), first.read());
    Caller.until(() -> replica.leases() == 0);
    assertFalse(replica.isStored(key));
  }

  @Test
  void getOrCompute_tooLarge_isForwardedAndNotStored() {
    String large = "x".repeat(600_000);
    Caller first = ask();
    untilRunning(1);
    upstream.head();
    upstream.event(large);
    upstream.event(large);
    upstream.end();
    assertEquals(1_200_004, first.read().stream().mapToInt(String::length).sum());
    Caller.until(() -> replica.leases() == 0);
    assertFalse(replica.isStored(key));
  }

  @Test
  void getOrCompute_largeAndCompressed_isStored() {
    String large = "x".repeat(900_000);
    Caller first = ask();
    untilRunning(1);
    upstream.answer(large);
    first.read();
    untilStored();
    assertEquals(List.of('"' + large + '"'), ask().read());
  }

  @Test
  void getOrCompute_eventIsNotJson_isForwardedAndNotStored() {
    Caller first = ask();
    untilRunning(1);
    upstream.head();
    upstream.raw("nope");
    upstream.end();
    assertEquals(List.of("nope"), first.read());
    Caller.until(() -> replica.leases() == 0);
    assertFalse(replica.isStored(key));
  }

  @Test
  void getOrCompute_noCache_computesAndReplaces() {
    replica.seed(key, "old", 10, 100);
    Caller caller = ask(terms().withRead(false));
    untilRunning(1);
    upstream.answer("new");
    assertEquals(State.MISS, caller.state());
    Caller.until(() -> ask().read().equals(List.of("\"new\"")));
    assertEquals(1, upstream.calls());
  }

  @Test
  void getOrCompute_noCacheWhileComputing_startsAnotherThatOthersJoin() {
    Caller plain = ask();
    untilRunning(1);
    Caller fresh = ask(terms().withRead(false));
    untilRunning(2);
    Caller other = ask(terms().withRead(false));
    Caller late = ask();
    upstream.answer("a");

    assertEquals(State.MISS, plain.state());
    assertEquals(State.MISS, fresh.state());
    assertEquals(State.JOINED, other.state());
    assertEquals(State.JOINED, late.state());
    assertEquals(2, upstream.calls());
  }

  @Test
  void getOrCompute_noStore_isSharedAndNotStored() {
    Caller first = ask(terms().withWrite(false));
    untilRunning(1);
    assertEquals(0, replica.leases());
    Caller second = ask(terms().withWrite(false));
    upstream.answer("a");
    assertEquals(State.JOINED, second.state());
    assertEquals(0, first.served().ttlRemaining());
    assertEquals(List.of("\"a\""), first.read());
    assertFalse(replica.isStored(key));
    ask();
    untilRunning(1);
  }

  @Test
  void getOrCompute_noStoreJoinedByAnother_isStored() {
    ask(terms().withWrite(false));
    untilRunning(1);
    ask();
    upstream.answer("a");
    untilStored();
  }

  @Test
  void getOrCompute_noStoreLeaves_cancelsAtOnce() {
    Caller only = ask(terms().withWrite(false));
    untilRunning(1);
    upstream.head();
    only.reading().cancel();
    Caller.until(() -> upstream.cancelled() == 1);
  }

  @Test
  void getOrCompute_onlyIfCached_computesNothing() {
    Terms only = terms().withOnlyIfCached(true);
    assertEquals(Optional.empty(), ask(only).answer());
    assertEquals(1, replica.usage.misses());
    replica.seed(key, "a", 10, 100);
    assertEquals(State.HIT, ask(only).state());
    assertEquals(Optional.empty(), ask(only.withRead(false)).answer());
    assertEquals(0, upstream.calls());
  }

  @Test
  void getOrCompute_olderThanMaxAge_computes() {
    replica.seed(key, "old", 10, 100);
    Served old = ask(terms().withMaxAge(60)).served();
    assertEquals(State.HIT, old.state());
    assertTrue(old.ageSeconds() >= 10 && old.ttlRemaining() <= 90);

    Caller young = ask(terms().withMaxAge(5));
    untilRunning(1);
    upstream.answer("new");
    assertEquals(List.of("\"new\""), young.read());
    untilStored();
    Caller.until(() -> ask(terms().withMaxAge(5)).read().equals(List.of("\"new\"")));
  }

  @Test
  void getOrCompute_ttl_isCappedAndEntryKeptPastItsLife() {
    Caller first = ask(terms().withTtl(Integer.MAX_VALUE));
    untilRunning(1);
    upstream.answer("a");
    assertEquals(90 * 86_400, first.served().ttlRemaining());
    untilStored();
    long kept = replica.number(Command.TTL, key.redisKey(Entries.TENANT));
    assertTrue(kept > 90 * 86_400 && kept <= 91 * 86_400, "kept for " + kept + " s");
  }

  @Test
  void getOrCompute_expired_isNotServedByAnyone() {
    replica.seed(key, "old", 200, 100);
    assertNull(
        replica
            .shelf
            .read(Entries.TENANT, key, key.redisKey(Entries.TENANT))
            .await()
            .indefinitely()
            .hit());
    Caller caller = ask();
    untilRunning(1);
    upstream.answer("new");
    assertEquals(List.of("\"new\""), caller.read());
  }

  @Test
  void getOrCompute_namespaceInvalidated_computesAnew() {
    replica.seed(key, "old", 10, 100);
    assertEquals(State.HIT, ask().state());
    invalidate(new Selector("ns", null, null, null));
    Caller caller = ask();
    untilRunning(1);
    upstream.answer("new");
    assertEquals(State.MISS, caller.state());
  }

  @Test
  void getOrCompute_tagInvalidated_computesAnew() {
    replica.seed(key, "old", 10, 100, List.of("t"));
    assertEquals(State.HIT, ask().state());
    invalidate(new Selector(null, null, null, "t"));
    ask();
    untilRunning(1);
  }

  @Test
  void getOrCompute_invalidatedWhileComputing_isNeitherStoredNorJoined() {
    Caller first = ask(terms().withTags(List.of("t")));
    untilRunning(1);
    invalidate(new Selector(null, null, null, "t"));
    Caller second = ask();
    untilRunning(2);
    upstream.answer("a");
    assertEquals(State.MISS, first.state());
    assertEquals(State.MISS, second.state());
  }

  @Test
  void getOrCompute_invalidatedWhileComputingAlone_isNotStored() {
    Caller first = ask();
    untilRunning(1);
    invalidate(Selector.ALL);
    upstream.answer("a");
    assertEquals(List.of("\"a\""), first.read());
    Caller.until(() -> replica.leases() == 0);
    assertFalse(replica.isStored(key));
  }

  private void invalidate(Selector what) {
    replica.shelf.invalidate(Entries.TENANT, what, 0).await().atMost(Caller.PATIENCE);
  }

  @Test
  void getOrCompute_anotherTenant_sharesNothing() {
    ask();
    untilRunning(1);
    Ask mine = CacheReplica.ask(key, terms());
    Dimensions by = mine.dimensions();
    Dimensions theirs =
        new Dimensions("other", by.namespace(), by.provider(), by.model(), by.agentType());
    Caller other = Caller.of(replica, new Ask(key, theirs, terms()), upstream);
    untilRunning(2);
    upstream.answer("a");
    assertEquals(State.MISS, other.state());
  }

  @Test
  void getOrCompute_anotherKindOfValueUnderTheKey_isAMiss() {
    Entry entry = Entries.of(key, Entries.TENANT, "{\"took\":\"long\"}");
    replica.shelf.write(entry.storedAt(replica.shelf.now())).await().indefinitely();
    ask();
    untilRunning(1);
  }

  @Test
  void getOrCompute_noRoomForMoreFlights_computesUnshared() {
    try (CacheReplica small = CacheReplica.reaching(redis.address(), Map.of("max-flights", "1"))) {
      Caller.of(small, small.ask(key()), upstream);
      untilRunning(1);
      Caller first = Caller.of(small, small.ask(key), upstream);
      Caller second = Caller.of(small, small.ask(key), upstream);
      untilRunning(3);
      upstream.answer("a");
      assertEquals(State.MISS, first.state());
      assertEquals(State.MISS, second.state());
      Caller.until(() -> small.isStored(key));
    }
  }

  @Test
  void getOrCompute_redisAway_computesAndShares() throws Exception {
    try (CacheReplica lonely = new CacheReplica(TestRedis.nowhere(), Map.of())) {
      Caller first = Caller.of(lonely, lonely.ask(key), upstream);
      untilRunning(1);
      Caller second = Caller.of(lonely, lonely.ask(key), upstream);
      upstream.answer("a");
      assertEquals(State.MISS, first.state());
      assertEquals(State.JOINED, second.state());
      assertFalse(first.served().degraded());
      assertEquals(List.of("\"a\""), first.read());
      Caller.until(() -> lonely.computing.flights().size() == 0);
      Caller.of(lonely, lonely.ask(key), upstream);
      untilRunning(1);
      assertEquals(2, upstream.calls());
    }
  }

  @Test
  void getOrCompute_afterACancelledComputation_computesAnew() {
    Caller first = ask(terms().withWrite(false));
    untilRunning(1);
    first.hangUp();
    Caller.until(() -> upstream.cancelled() == 1);
    Caller second = ask();
    untilRunning(1);
    upstream.answer("a");
    assertEquals(State.MISS, second.state());
    assertEquals(List.of("\"a\""), second.read());
  }
}
