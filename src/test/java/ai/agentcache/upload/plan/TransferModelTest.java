package ai.agentcache.upload.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TransferModelTest {

  private static final TransferModel MODEL = new TransferModel(65_536);

  @Test
  void mbps_smallWindowLongPath_growsWithStreamsUntilThePathIsFull() {
    NetworkPath path = new NetworkPath(100, 100, Double.NaN);
    double stream = 65_536 * 8 / 0.1 / 1e6;

    assertEquals(stream, MODEL.mbps(path, 1), 1e-9);
    assertEquals(14 * stream, MODEL.mbps(path, 14), 1e-9);
    assertEquals(100, MODEL.mbps(path, 32), 1e-9);
  }

  @Test
  void mbps_shortPath_isNotFasterWithMoreStreams() {
    NetworkPath path = new NetworkPath(2, 100, Double.NaN);

    assertEquals(100, MODEL.mbps(path, 1), 1e-9);
    assertEquals(100, MODEL.mbps(path, 32), 1e-9);
  }

  @Test
  void mbps_loss_isMathis() {
    NetworkPath path = new NetworkPath(100, 1_000, 0.01);

    assertEquals(1.22 * 1_460 * 8 / (0.1 * 0.1) / 1e6, MODEL.mbps(path, 1), 1e-9);
  }

  @Test
  void mbps_littleLossLongPath_isCubic() {
    NetworkPath path = new NetworkPath(200, 1_000, 1e-3);
    double segments = 1.054 * Math.pow(200, 0.75);

    assertEquals(segments * 1_460 * 8 / 0.2 / 1e6, new TransferModel(4 << 20).mbps(path, 1), 1e-9);
  }

  @Test
  void seconds_lastRoundOfFewChunks_goesAtTheRateOfFewStreams() {
    NetworkPath path = new NetworkPath(100, 1_000, Double.NaN);
    double even = MODEL.seconds(24_000_000, 24, 24, path);
    double uneven = MODEL.seconds(25_000_000, 25, 24, path);

    assertEquals(1_000_000 / (65_536 / 0.1) + 0.1, uneven - even, 1e-9);
  }

  @Test
  void seconds_fewerChunksThanStreams_usesAsManyStreams() {
    NetworkPath path = new NetworkPath(100, 1_000, Double.NaN);

    assertEquals(MODEL.seconds(1_000_000, 2, 2, path), MODEL.seconds(1_000_000, 2, 32, path), 1e-9);
  }

  @Test
  void seconds_largeFile_isMostlyBytesOverRate() {
    NetworkPath path = new NetworkPath(10, 80, Double.NaN);

    double seconds = MODEL.seconds(100_000_000, 10, 10, path);

    assertEquals(10, seconds, 0.1);
    assertTrue(seconds > 10);
  }

  @Test
  void seconds_nothingToSend_isTheRoundTrips() {
    assertEquals(0.3, MODEL.seconds(0, 1, 1, new NetworkPath(100, 1e-3, Double.NaN)), 1e-9);
  }

  @Property(tries = 500)
  void seconds_anyTransfer_isLongerForMoreBytesAndSlowerPaths(
      @ForAll @LongRange(min = 1, max = 1L << 40) long bytes,
      @ForAll @IntRange(min = 1, max = 32) int streams,
      @ForAll @DoubleRange(min = 1, max = 500) double rtt,
      @ForAll @DoubleRange(min = 1, max = 10_000) double mbps) {
    double seconds = seconds(bytes, streams, rtt, mbps);

    assertTrue(seconds > 0 && seconds < Double.POSITIVE_INFINITY);
    assertTrue(seconds(bytes * 2, streams, rtt, mbps) > seconds);
    assertTrue(seconds(bytes, streams, rtt * 2, mbps) > seconds);
    assertTrue(seconds >= bytes * 8 / (mbps * 1e6));
  }

  private static double seconds(long bytes, int streams, double rtt, double mbps) {
    return MODEL.seconds(bytes, 100, streams, new NetworkPath(rtt, mbps, Double.NaN));
  }
}
