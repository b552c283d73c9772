package ai.agentcache.upload.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SharesTest {

  @Property(tries = 1000)
  void of_anyScores_addsUpExactlyAndKeepsTheOrder(
      @ForAll @Size(min = 1, max = 5) List<@DoubleRange(min = 0.01, max = 1) Double> scores) {
    double[] falling = scores.stream().mapToDouble(s -> -s).sorted().map(s -> -s).toArray();
    int[] shares = Shares.of(falling, 900, 10);

    BigDecimal sum = BigDecimal.valueOf(100, 3);
    for (int i = 0; i < shares.length; i++) {
      sum = sum.add(BigDecimal.valueOf(shares[i], 3));
      assertTrue(shares[i] >= 10);
      assertTrue(i == 0 || shares[i] <= shares[i - 1], () -> Arrays.toString(shares));
    }
    assertEquals(0, BigDecimal.ONE.compareTo(sum));
  }

  @Test
  void of_equalScores_theFirstGetTheRest() {
    assertArrayEquals(new int[] {334, 333, 333}, Shares.of(new double[] {1, 1, 1}, 1_000, 1));
  }

  @Test
  void of_noWeight_getsNothing() {
    assertArrayEquals(new int[] {2, 0, 1}, Shares.of(new double[] {5, 0, 1}, 3, 1));
  }

  @Property(tries = 1000)
  void filling_anyRates_fillTheLinkAndABetterRateNeverGetsLess(
      @ForAll @Size(min = 1, max = 5) List<@DoubleRange(min = 1, max = 1_000) Double> rates,
      @ForAll @DoubleRange(min = 10, max = 10_000) double link,
      @ForAll @DoubleRange(min = 1, max = 10) double better) {
    double[] before = rates.stream().mapToDouble(Double::doubleValue).toArray();
    double sum = Arrays.stream(before).sum();
    double[] taken = Shares.filling(before, link);
    assertEquals(Math.min(link, sum), Arrays.stream(taken).sum(), 1e-6 * link);

    for (int i = 0; i < before.length; i++) {
      double[] after = before.clone();
      after[i] *= better;
      double[] now = Shares.filling(after, link);
      assertTrue(part(now, i) >= part(taken, i) - 1e-8);
      assertTrue(taken[i] <= Math.max(before[i], 1e-9 * link));
    }
  }

  @Test
  void filling_linkWiderThanAllTogether_isTheirRates() {
    double[] rates = {100, 300, 50};
    assertArrayEquals(rates, Shares.filling(rates, 1_000));
  }

  @Test
  void filling_firstTakesAll_leavesATrace() {
    int[] shares = Shares.of(Shares.filling(new double[] {900, 1_000, 50}, 100), 900, 10);
    assertArrayEquals(new int[] {880, 10, 10}, shares);
  }

  private static double part(double[] taken, int which) {
    return taken[which] / Arrays.stream(taken).sum();
  }
}
