package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

  private static final long START = 1_790_000_000_250L;

  private final SlidingWindow window = new SlidingWindow();

  @Test
  void take_belowLimit_grantsAll() {
    assertEquals(5, window.take(100, 10, 5));
    assertEquals(5, window.remaining(100, 10));
  }

  @Test
  void take_moreThanLeft_grantsWhatIsLeft() {
    window.take(100, 10, 7);
    assertEquals(3, window.take(101, 10, 7));
    assertEquals(0, window.take(101, 10, 1));
  }

  @Test
  void take_lowerLimitThanUsed_grantsNothing() {
    window.take(100, 10, 7);
    assertEquals(0, window.take(100, 5, 1));
    assertEquals(0, window.remaining(100, 5));
  }

  @Test
  void take_sixtySecondsLater_stillCounts() {
    window.take(100, 10, 10);
    assertEquals(0, window.take(160, 10, 1));
    assertEquals(1, window.take(161, 10, 1));
  }

  @Test
  void take_aLongTimeLater_isEmpty() {
    window.take(100, 10, 10);
    assertEquals(10, window.take(1_000_000, 10, 10));
  }

  @Test
  void take_clockWentBack_countsInTheNewestSecond() {
    window.take(100, 10, 4);
    assertEquals(6, window.take(50, 10, 10));
    assertEquals(10, window.count(100));
  }

  @Test
  void resetAt_emptyWindow_isNow() {
    assertEquals(100_000, window.resetAtMillis(100));
  }

  @Test
  void retryAt_fullWindow_isWhenEnoughHaveLeft() {
    window.add(100, 3);
    window.add(110, 3);
    assertEquals(161_000, window.retryAtMillis(120, 6));
    assertEquals(171_000, window.retryAtMillis(120, 2));
  }

  @Property(tries = 300)
  void take_anySequence_neverMoreThanLimitInAMinuteAndAtMostASecondLate(
      @ForAll @Size(max = 200) List<@IntRange(max = 9_000) Integer> pauses,
      @ForAll @LongRange(min = 1, max = 40) long limit) {
    SlidingWindow fresh = new SlidingWindow();
    List<Long> admitted = new ArrayList<>();
    long now = START;
    for (int pause : pauses) {
      now += pause;
      if (fresh.take(now / 1_000, limit, 1) == 1) {
        admitted.add(now);
        assertTrue(since(admitted, now - 60_000) <= limit);
      } else {
        assertTrue(since(admitted, now - 61_000) >= limit);
      }
    }
  }

  @Property(tries = 300)
  void retryAt_anySequence_isTheVeryMoment(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 9_000) Integer> pauses,
      @ForAll @LongRange(min = 1, max = 10) long limit) {
    SlidingWindow fresh = new SlidingWindow();
    long now = fill(fresh, pauses, limit);
    fresh.add(now / 1_000, fresh.remaining(now / 1_000, limit));
    long retryAt = fresh.retryAtMillis(now / 1_000, limit);
    assertTrue(retryAt > now && retryAt - now <= 61_000);
    assertEquals(0, fresh.remaining((retryAt - 1) / 1_000, limit));
    assertTrue(fresh.remaining(retryAt / 1_000, limit) > 0);
  }

  @Property(tries = 300)
  void resetAt_anySequence_isTheVeryMoment(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 9_000) Integer> pauses,
      @ForAll @LongRange(min = 1, max = 10) long limit) {
    SlidingWindow fresh = new SlidingWindow();
    long now = fill(fresh, pauses, limit);
    long resetAt = fresh.resetAtMillis(now / 1_000);
    assertTrue(fresh.remaining((resetAt - 1) / 1_000, limit) < limit);
    assertEquals(limit, fresh.remaining(resetAt / 1_000, limit));
  }

  private static long fill(SlidingWindow window, List<Integer> pauses, long limit) {
    long now = START;
    for (int pause : pauses) {
      now += pause;
      window.take(now / 1_000, limit, 3);
    }
    return now;
  }

  private static long since(List<Long> moments, long from) {
    return moments.stream().filter(at -> at > from).count();
  }
}
