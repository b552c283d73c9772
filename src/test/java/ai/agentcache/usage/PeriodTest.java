package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  private static final long NOW = Instant.parse("2026-03-14T15:09:26Z").getEpochSecond();

  @ParameterizedTest
  @CsvSource({
    "PT0S,1h 24h 7d 30d",
    "PT59M,1h 24h 7d 30d",
    "PT61M,24h 7d 30d",
    "PT23H40M,24h 7d 30d",
    "PT24H10M,7d 30d",
    "PT166H,7d 30d",
    "PT169H,30d",
    "P29DT17H,30d",
    "P30DT6H,''",
  })
  void covers_anEventSoLongAgo_isInThesePeriods(Duration ago, String expected) {
    List<String> in =
        Stream.of(Period.values())
            .filter(p -> p.covers(NOW - ago.toSeconds(), NOW))
            .map(Period::label)
            .toList();
    assertEquals(expected, String.join(" ", in));
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR,60,60,7800",
    "DAY,900,96,180000",
    "WEEK,3600,168,1296000",
    "MONTH,21600,120,5356800"
  })
  void buckets_areSoManyOfSuchWidth(Period period, long width, int count, long kept) {
    List<Long> buckets = period.buckets(NOW);
    assertEquals(count, buckets.size());
    assertEquals(width, buckets.get(1) - buckets.get(0));
    assertEquals(period.bucketOf(NOW), buckets.get(count - 1));
    assertEquals(kept, period.expiry(0));
  }

  @Property
  void buckets_outliveThePeriodTheyAreIn(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long now) {
    for (Period period : Period.values()) {
      long oldest = period.buckets(now).get(0);
      assertTrue(period.expiry(oldest) > now);
      assertEquals(0, Math.floorMod(oldest, period.width()));
      assertTrue(period.covers(now, now));
      assertFalse(period.covers(oldest - 1, now));
    }
  }

  @Property
  void previous_isAsLongAndEndsWhereThePeriodBegins_whileItsBucketsAreKept(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long now) {
    for (Period period : Period.values()) {
      List<Long> before = period.buckets(period.endOfPrevious(now));
      List<Long> current = period.buckets(now);
      assertEquals(current.size(), before.size());
      assertEquals(current.get(0), before.get(before.size() - 1) + period.width());
      assertTrue(period.expiry(before.get(0)) > now + 300);
    }
  }

  @Test
  void named_unknown_isEmpty() {
    assertEquals(Optional.of(Period.WEEK), Period.named("7d"));
    assertEquals(Optional.empty(), Period.named("7D"));
    assertEquals(1.0, Period.DAY.days());
  }
}
