package ai.agentcache.upload.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferStrategyTest {

  private static final long MB = 1 << 20;
  private static final long GB = 1L << 30;

  @ParameterizedTest
  @CsvSource({
    // size, chunk size, parts, threads
    "0, 10485760, 1, 1",
    "1, 10485760, 1, 1",
    "10485760, 10485760, 1, 1",
    "10485761, 10485760, 2, 2",
    "104857599, 10485760, 10, 10",
    "104857600, 52428800, 2, 2",
    "1073741824, 52428800, 21, 21",
    "10737418239, 52428800, 205, 24",
    "10737418240, 104857600, 103, 32",
    "1048576000000, 104857600, 10000, 32",
    "1048576000001, 105906176, 9901, 32"
  })
  void of_tierBorders_areTheTableAndItsCorrections(
      long size, long chunkSize, int parts, int threads) {
    TransferStrategy strategy = TransferStrategy.of(size);

    assertEquals(chunkSize, strategy.chunkSize());
    assertEquals(parts, strategy.parts());
    assertEquals(threads, strategy.threads());
  }

  @Property(tries = 5000)
  void of_anySize_keepsTheRules(
      @ForAll @LongRange(min = 0, max = TransferStrategy.LARGEST_FILE) long size) {
    assertKeepsTheRules(size);
  }

  @Property(tries = 2000)
  void of_smallSize_keepsTheRules(@ForAll @LongRange(min = 0, max = 20 * GB) long size) {
    assertKeepsTheRules(size);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        5 * MB,
        100 * MB,
        10 * GB,
        10_000 * 5 * MB,
        10_000 * 10 * MB,
        10_000 * 50 * MB,
        10_000 * 100 * MB,
        10_000 * 101 * MB,
        TransferStrategy.LARGEST_FILE
      })
  void of_borders_keepTheRulesOnBothSides(long border) {
    for (long size = Math.max(0, border - 1); size <= border + 1; size++) {
      if (size <= TransferStrategy.LARGEST_FILE) {
        assertKeepsTheRules(size);
      }
    }
  }

  @Test
  void of_noSize_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> TransferStrategy.of(-1));
    assertThrows(
        IllegalArgumentException.class,
        () -> TransferStrategy.of(TransferStrategy.LARGEST_FILE + 1));
  }

  private static void assertKeepsTheRules(long size) {
    TransferStrategy strategy = TransferStrategy.of(size);
    int last = strategy.parts() - 1;
    long covered = last * strategy.chunkSize() + strategy.lengthOf(last);

    assertEquals(size, covered, strategy::toString);
    assertTrue(strategy.lengthOf(last) > 0 || size == 0, strategy::toString);
    assertTrue(strategy.lengthOf(last) <= strategy.chunkSize(), strategy::toString);
    assertTrue(strategy.parts() <= TransferStrategy.MOST_PARTS, strategy::toString);
    assertTrue(strategy.chunkSize() >= TransferStrategy.SMALLEST_CHUNK, strategy::toString);
    assertTrue(strategy.threads() >= 1, strategy::toString);
    assertTrue(strategy.threads() <= strategy.parts(), strategy::toString);
  }
}
