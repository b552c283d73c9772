package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.YearMonth;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final long DECEMBER = QuotaMonth.start(YearMonth.of(2026, 12));

  private final Tally tally = new Tally();

  @Test
  void drain_someChanges_handsThemOverOnce() {
    tally.add(7, 2);
    tally.add(7, -1);
    tally.add(9, 4);
    assertEquals(5, tally.sum());
    assertEquals(Map.of(7L, 1L, 9L, 4L), tally.drain());
    assertTrue(tally.isEmpty());
    assertEquals(0, tally.sum());
  }

  @Property(tries = 50)
  void add_manySecondsAcrossMonths_staysSmallAndKeepsTheSumOfEachMonth(
      @ForAll @LongRange(min = 1, max = 400) long before,
      @ForAll @LongRange(min = 1, max = 400) long after) {
    Tally many = new Tally();
    for (long second = DECEMBER - before; second < DECEMBER + after; second++) {
      many.add(second, 1);
    }
    assertEquals(before + after, many.sum());
    var changes = many.drain();
    assertTrue(changes.size() <= 65);
    assertEquals(before, changes.headMap(DECEMBER).values().stream().mapToLong(n -> n).sum());
    assertEquals(after, changes.tailMap(DECEMBER).values().stream().mapToLong(n -> n).sum());
  }

  @Test
  void add_manySeconds_keepsThoseOfTheLastMinuteApart() {
    for (long second = DECEMBER; second < DECEMBER + 1_000; second++) {
      tally.add(second, 1);
    }
    assertEquals(61, tally.drain().tailMap(DECEMBER + 939).size());
  }
}
