package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.ManualClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final KnownKey KEY = key("k");

  private final ManualClock clock = new ManualClock();
  private final Map<String, KnownKey> stored = new HashMap<>(Map.of("k", KEY));
  private final Deque<UniEmitter<? super Map<String, KnownKey>>> held = new ArrayDeque<>();
  private boolean away;
  private boolean slow;
  private int asked;
  private final KeyRing ring =
      new KeyRing(this::live, clock, Configs.with(Map.of("keys.lookups", "3")).keys());

  @Test
  void find_knownKey_isHeldFromThenOn() {
    assertNull(ring.held("k"));

    assertEquals(Optional.of(KEY), found("k"));

    assertSame(KEY, ring.held("k"));
    assertFalse(ring.isUnknown("k"));
  }

  @Test
  void find_unknownKey_isRememberedForAWhile() {
    assertEquals(Optional.empty(), found("x"));

    assertTrue(ring.isUnknown("x"));
    clock.advance(Duration.ofSeconds(31));
    assertFalse(ring.isUnknown("x"));
  }

  @Test
  void find_storeAway_failsAndSaysNothingOfTheKey() {
    away = true;

    assertInstanceOf(UnavailableException.class, failure("k"));

    assertFalse(ring.isUnknown("k"));
    away = false;
    assertEquals(Optional.of(KEY), found("k"));
  }

  @Test
  void find_manyAtOnce_askTheStoreOnce() {
    slow = true;
    List<UniAssertSubscriber<Optional<KnownKey>>> waiting =
        List.of(subscribe("k"), subscribe("k"), subscribe("k"));

    assertEquals(1, asked);
    answer(stored);
    waiting.forEach(one -> one.assertItem(Optional.of(KEY)));
  }

  @Test
  void find_tooManyDifferentAtOnce_isOverloaded() {
    slow = true;
    subscribe("a");
    subscribe("b");
    subscribe("c");

    assertInstanceOf(ApiException.class, failure("d"));
    assertEquals(3, asked);
  }

  @Test
  void find_firstAskerLeaves_othersAreAnswered() {
    slow = true;
    UniAssertSubscriber<Optional<KnownKey>> first = subscribe("k");
    UniAssertSubscriber<Optional<KnownKey>> second = subscribe("k");
    first.cancel();

    answer(stored);

    second.assertItem(Optional.of(KEY));
  }

  @Test
  void refresh_revokedElsewhere_isForgotten() {
    found("k");
    stored.clear();

    refresh();

    assertNull(ring.held("k"));
  }

  @Test
  void refresh_changedLimits_areTaken() {
    found("k");
    KnownKey changed = key("k");
    stored.put("k", changed);

    refresh();

    assertSame(changed, ring.held("k"));
  }

  @Test
  void refresh_storeAway_keepsEveryKeyHoweverLong() {
    found("k");
    away = true;

    clock.advance(Duration.ofDays(3));
    refresh();
    refresh();

    assertSame(KEY, ring.held("k"));
  }

  @Test
  void refresh_idleForAnHour_isForgotten() {
    found("k");
    refresh();
    clock.advance(Duration.ofMinutes(61));

    refresh();

    assertNull(ring.held("k"));
  }

  @Test
  void refresh_usedWithinTheHour_isKept() {
    found("k");
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofMinutes(50));
      assertNotNull(ring.held("k"));
      refresh();
    }
    assertSame(KEY, ring.held("k"));
  }

  @Test
  void refresh_manyKeys_isOneQuery() {
    stored.put("l", key("l"));
    found("k");
    found("l");
    asked = 0;

    refresh();

    assertEquals(1, asked);
  }

  @Test
  void revoke_whileARefreshIsUnderWay_staysRevoked() {
    found("k");
    slow = true;
    var refreshing = ring.refresh().subscribe().withSubscriber(UniAssertSubscriber.create());

    ring.revoke("k");
    answer(Map.of("k", KEY));

    refreshing.assertCompleted();
    assertNull(ring.held("k"));
    assertTrue(ring.isUnknown("k"));
  }

  @Test
  void revoke_whileALookUpIsUnderWay_staysRevoked() {
    slow = true;
    UniAssertSubscriber<Optional<KnownKey>> waiting = subscribe("k");

    ring.revoke("k");
    answer(Map.of("k", KEY));

    waiting.assertItem(Optional.empty());
    assertNull(ring.held("k"));
  }

  @Test
  void add_mintedHere_worksWithoutTheStore() {
    away = true;

    ring.add("n", KEY);

    assertSame(KEY, ring.held("n"));
  }

  private Uni<Map<String, KnownKey>> live(Collection<String> keyIds) {
    asked++;
    if (away) {
      return Uni.createFrom().failure(new UnavailableException("postgres", "test"));
    }
    if (slow) {
      return Uni.createFrom().emitter(emitter -> held.add(emitter));
    }
    return Uni.createFrom().item(Map.copyOf(stored));
  }

  private void answer(Map<String, KnownKey> keys) {
    held.remove().complete(keys);
  }

  private UniAssertSubscriber<Optional<KnownKey>> subscribe(String keyId) {
    return ring.find(keyId).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private Optional<KnownKey> found(String keyId) {
    return subscribe(keyId).assertCompleted().getItem();
  }

  private Throwable failure(String keyId) {
    return subscribe(keyId).assertFailed().getFailure();
  }

  private void refresh() {
    ring.refresh().subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted();
  }

  private static KnownKey key(String id) {
    return new KnownKey(new byte[32], new Caller("t", id, Caller.Role.LIVE, 500, 0));
  }
}
