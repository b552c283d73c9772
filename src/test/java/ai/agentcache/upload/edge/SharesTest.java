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
    int[] shares = Shares.of(falling, 900);

    BigDecimal sum = BigDecimal.valueOf(100, 3);
    for (int i = 0; i < shares.length; i++) {
      sum = sum.add(BigDecimal.valueOf(shares[i], 3));
      assertTrue(shares[i] >= 1);
      assertTrue(i == 0 || shares[i] <= shares[i - 1], () -> Arrays.toString(shares));
    }
    assertEquals(0, BigDecimal.ONE.compareTo(sum));
  }

  @Test
  void of_equalScores_theFirstGetTheRest() {
    assertArrayEquals(new int[] {334, 333, 333}, Shares.of(new double[] {1, 1, 1}, 1_000));
  }
}
