package ai.agentcache.cache.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EarlyRefreshTest {

  private static final long STORED = 5_000_000_000L;
  private static final long LIFE = 100_000_000;
  private static final long TOOK = 1_000_000;

  private static boolean isDue(double age, double random) {
    return EarlyRefresh.isDue(STORED + (long) (age * LIFE), STORED, LIFE, TOOK, 1, random);
  }

  @Test
  void isDue_lastQuarter_always() {
    assertTrue(isDue(0.75, 1));
    assertTrue(isDue(0.99, 0.5));
    assertTrue(isDue(2, 0.5));
  }

  @Test
  void isDue_beforeIt_byTheDice() {
    double e = Math.exp(-1);
    assertFalse(isDue(0.7499, 1));
    assertTrue(isDue(0.74, e * 0.999), "took × -ln(1/e) is a hundredth of the life");
    assertFalse(isDue(0.7399, e * 1.001));
  }

  @Test
  void isDue_luckyDice_notBeforeElevenSixteenths() {
    assertFalse(isDue(0.687, 1e-300));
    assertTrue(isDue(0.688, 1e-300));
  }

  @Test
  void isDue_betaOfZero_waitsForTheLastQuarter() {
    assertFalse(EarlyRefresh.isDue(STORED + LIFE * 3 / 4 - 1, STORED, LIFE, TOOK, 0, 1e-9));
    assertTrue(EarlyRefresh.isDue(STORED + LIFE * 3 / 4, STORED, LIFE, TOOK, 0, 1));
  }

  @Test
  void isDue_hotKey_isComputedLessThanOneAndAHalfTimesPerLife() {
    Random random = new Random(1);
    long stored = 0;
    long life = 4_000_000;
    int computed = 0;
    for (long now = 0; now < 1_000 * life; now += 2_000) {
      if (EarlyRefresh.isDue(now, stored, life, 200_000, 1, 1 - random.nextDouble())) {
        computed++;
        stored = now + 200_000;
        now = stored;
      }
    }
    assertTrue(computed > 1_000 && computed < 1_500, computed + " in 1000 lives");
  }

  @Test
  void isDue_coldKey_isSeldomEarly() {
    Random random = new Random(1);
    int early = 0;
    for (int i = 0; i < 100_000; i++) {
      early += isDue(0.70, 1 - random.nextDouble()) ? 1 : 0;
    }
    assertEquals(100_000 * Math.exp(-5), early, 150);
  }
}
