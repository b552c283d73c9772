package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.cache.Entry.Freshness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryTest {
  private static final long SECOND = 1_000_000;
  private final Entry entry = Entries.of("1");

  @Test
  void age_andTtlRemaining_makeUpTheTtl() {
    long now = Entries.STORED_AT + 30 * SECOND + 999_999;
    assertEquals(30, entry.ageSeconds(now));
    assertEquals(70, entry.ttlRemaining(now));
  }

  @Test
  void age_whenTheClockIsBehind_isZero() {
    assertEquals(0, entry.ageSeconds(Entries.STORED_AT - 5 * SECOND));
    assertEquals(100, entry.ttlRemaining(Entries.STORED_AT - 5 * SECOND));
  }

  @Test
  void isExpired_isTrueFromTheEndOfTheTtl() {
    assertEquals(Entries.STORED_AT + 100 * SECOND, entry.expiresAt());
    assertFalse(entry.isExpired(entry.expiresAt() - 1));
    assertTrue(entry.isExpired(entry.expiresAt()));
    assertEquals(0, entry.ttlRemaining(entry.expiresAt() + 5 * SECOND));
  }

  @Test
  void freshness_isStaleInTheLastQuarter() {
    assertEquals(Freshness.FRESH, entry.freshness(Entries.STORED_AT + 75 * SECOND - 1));
    assertEquals(Freshness.STALE, entry.freshness(Entries.STORED_AT + 75 * SECOND));
  }

  @Test
  void response_ofALargerBody_isCopiedOut() {
    byte[] body = "{\"response\":[1,2]}".getBytes(StandardCharsets.UTF_8);
    JsonSlice part = JsonSlice.ofValid(body).member("response").orElseThrow();
    Entry made =
        new Entry(entry.key(), entry.dimensions(), part, 1, 1, List.of(), entry.usage(), true, 0);
    assertEquals(5, made.response().array().length);
    assertEquals(part, made.response());
  }

  @Test
  void entry_withoutALife_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Entry(
                entry.key(),
                entry.dimensions(),
                entry.response(),
                1,
                0,
                List.of(),
                entry.usage(),
                true,
                0));
  }
}
