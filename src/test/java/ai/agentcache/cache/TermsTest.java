package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TermsTest {

  private static final long SECOND = 1_000_000;

  private final Terms terms = Terms.of(CacheReplica.config(Map.of()));
  private final Entry entry = Entries.of("1");

  @Test
  void of_config_takesTheUsualOnes() {
    assertEquals(new Terms(true, true, false, Terms.ANY_AGE, 604_800, 0, List.of(), true), terms);
  }

  @Test
  void accept_untilItExpires_does() {
    assertTrue(terms.accept(entry, entry.expiresAt() - 1));
    assertFalse(terms.accept(entry, entry.expiresAt()));
    assertFalse(terms.withRead(false).accept(entry, entry.storedAtMicros()));
  }

  @Test
  void accept_olderThanMaxAge_doesNot() {
    Terms young = terms.withMaxAge(10);
    assertTrue(young.accept(entry, entry.storedAtMicros() + 10 * SECOND - 1));
    assertFalse(young.accept(entry, entry.storedAtMicros() + 10 * SECOND));
    assertFalse(terms.withMaxAge(0).reads());
  }

  @Test
  void with_one_changesOnlyThat() {
    List<String> tags = List.of("a");
    assertEquals(
        new Terms(false, false, true, 1, 2, 3, tags, false),
        terms
            .withRead(false)
            .withWrite(false)
            .withOnlyIfCached(true)
            .withMaxAge(1)
            .withTtl(2)
            .withStaleIfError(3)
            .withTags(tags)
            .withRevalidate(false));
  }

  @Test
  void new_outOfRange_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> terms.withTtl(0));
    assertThrows(IllegalArgumentException.class, () -> terms.withMaxAge(-1));
    assertThrows(IllegalArgumentException.class, () -> terms.withStaleIfError(-1));
    for (String tag : List.of("", " ", "ü", "a".repeat(129))) {
      assertThrows(IllegalArgumentException.class, () -> terms.withTags(List.of(tag)));
    }
    assertThrows(
        IllegalArgumentException.class, () -> terms.withTags(Collections.nCopies(17, "a")));
  }

  @Test
  void isWithin_pastItsLife_forSoLong() {
    Kept kept =
        RecordedAnswer.read(Entries.of("{\"took\":1,\"head\":{},\"events\":[]}")).orElseThrow();
    long end = entry.expiresAt();
    assertTrue(kept.isWithin(5, end - SECOND));
    assertTrue(kept.isWithin(5, end + 5 * SECOND - 1));
    assertFalse(kept.isWithin(5, end + 5 * SECOND));
  }
}
