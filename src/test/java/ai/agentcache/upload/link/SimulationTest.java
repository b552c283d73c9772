package ai.agentcache.upload.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator against what is known in closed form of TCP. */
final class SimulationTest {

  private static final long MIB = 1L << 20;
  private static final double SEGMENT_BITS = 1_460 * 8;

  @ParameterizedTest
  @CsvSource({"210, 65536", "100, 65536", "50, 262144"})
  void arrivedBy_smallWindow_isWindowByRoundTrip(double rtt, long window) {
    Uplink uplink = new Uplink(1_000, 100, 0, window, Control.CUBIC, 1);

    double expected = window * 8 / (rtt * 1e3);

    assertEquals(expected, mbps(uplink, rtt, 1), 0.03 * expected);
    assertEquals(8 * expected, mbps(uplink, rtt, 8), 0.03 * 8 * expected);
  }

  /** The formula is of regular losses; of random ones a window is a little larger (Ott et al.). */
  @ParameterizedTest
  @CsvSource({"100, 0.01", "100, 0.001", "40, 0.001", "20, 0.0005"})
  void arrivedBy_renoWithLoss_isMathis(double rtt, double loss) {
    Uplink uplink = new Uplink(10_000, 100, loss, 64 * MIB, Control.RENO, 1);

    double expected = 1.22 * SEGMENT_BITS / (rtt * 1e3 * Math.sqrt(loss));

    assertEquals(expected, mbps(uplink, rtt, 1), 0.15 * expected);
  }

  /** RFC 9438, section 5.1: {@code 1.054 · (RTT / p)^¾} segments. */
  @ParameterizedTest
  @CsvSource({"210, 0.001", "200, 0.0001", "100, 0.0001"})
  void arrivedBy_cubicWithLossOnLongPath_isAsTheStandardSays(double rtt, double loss) {
    Uplink uplink = new Uplink(10_000, 100, loss, 64 * MIB, Control.CUBIC, 1);

    double segments = 1.054 * Math.pow(rtt / 1e3 / loss, 0.75);
    double expected = segments * SEGMENT_BITS / (rtt * 1e3);

    assertEquals(expected, mbps(uplink, rtt, 1), 0.25 * expected);
  }

  @ParameterizedTest
  @EnumSource
  void arrivedBy_wideWindow_fillsTheLink(Control control) {
    Uplink uplink = new Uplink(100, 100, 0, 16 * MIB, control, 1);

    assertEquals(100, mbps(uplink, 50, 1), 8);
    assertEquals(100, mbps(uplink, 50, 8), 8);
  }

  @Test
  void arrivedBy_bbrWithLoss_fillsTheLinkAllTheSame() {
    Uplink uplink = new Uplink(100, 100, 0.01, 16 * MIB, Control.BBR, 1);

    assertEquals(100, mbps(uplink, 100, 1), 12);
  }

  @ParameterizedTest
  @EnumSource
  void arrivedBy_manyStreams_shareFairly(Control control) {
    Uplink uplink = new Uplink(100, 100, 0, 16 * MIB, control, 1);

    double[] bytes = endless(uplink, 50, 8).arrivedBy(60);

    assertTrue(fairness(bytes) > 0.9, () -> control + " " + Arrays.toString(bytes));
  }

  @Test
  void arrivedBy_sameSeed_isTheSame() {
    Uplink uplink = new Uplink(100, 100, 0.001, MIB, Control.CUBIC, 1);

    assertArrayEquals(endless(uplink, 50, 4).arrivedBy(20), endless(uplink, 50, 4).arrivedBy(20));
  }

  @Test
  void arrivedBy_trains_areAlmostAsExact() {
    Uplink fine = new Uplink(100, 100, 0, 4 * MIB, Control.CUBIC, 1);
    Uplink coarse = new Uplink(100, 100, 0, 4 * MIB, Control.CUBIC, 10);

    assertEquals(mbps(fine, 210, 4), mbps(coarse, 210, 4), 3);
  }

  @Test
  void seconds_oneSegment_isThreeRoundTrips() {
    Uplink uplink = new Uplink(1_000, 100, 0, MIB, Control.RENO, 1);

    Simulation one = new Simulation(uplink, List.of(Sending.whole(100, 1_000, 1_000)), 1);

    assertEquals(0.3, one.seconds(), 1e-3);
  }

  /** 10, 20, 40, 80 segments in four round trips, after two for the connection. */
  @Test
  void seconds_slowStart_doublesWithEachRoundTrip() {
    Uplink uplink = new Uplink(10_000, 100, 0, MIB, Control.RENO, 1);

    Simulation all = new Simulation(uplink, List.of(Sending.whole(100, 10_000, 150 * 1_460)), 1);

    assertEquals(0.6, all.seconds(), 5e-3);
  }

  @Test
  void seconds_chunks_waitForTheAnswerToTheOneBefore() {
    Uplink uplink = new Uplink(1_000, 100, 0, MIB, Control.RENO, 1);
    Sending sending = Sending.equal(100, 1_000, 8 * 1_460, 8, 2);

    assertEquals(0.2 + 4 * 0.1, new Simulation(uplink, List.of(sending), 1).seconds(), 5e-3);
  }

  @Test
  void seconds_placeThatTakesLess_isTheLimit() {
    Uplink uplink = new Uplink(1_000, 100, 0, 4 * MIB, Control.CUBIC, 1);
    Sending sending = Sending.equal(10, 100, 100 * MIB, 4, 4);

    assertEquals(8.39, new Simulation(uplink, List.of(sending), 1).seconds(), 0.6);
  }

  @Test
  void seconds_mostIsLost_stillEnds() {
    Uplink uplink = new Uplink(10, 100, 0.6, MIB, Control.CUBIC, 1);
    Sending sending = Sending.whole(20, 10, 20 * 1_460);

    double seconds = new Simulation(uplink, List.of(sending), 1).seconds();

    assertTrue(seconds > 0.2 && seconds < 3_600, () -> "took " + seconds);
  }

  /** The rate of all streams between 20 s and 80 s. */
  private static double mbps(Uplink uplink, double rtt, int streams) {
    Simulation simulation = endless(uplink, rtt, streams);
    double before = Arrays.stream(simulation.arrivedBy(20)).sum();
    double after = Arrays.stream(simulation.arrivedBy(80)).sum();
    return (after - before) * 8 / 60 / 1e6;
  }

  private static Simulation endless(Uplink uplink, double rtt, int streams) {
    List<Long> chunks = Collections.nCopies(streams, 1L << 40);
    return new Simulation(uplink, List.of(new Sending(rtt, 1e6, chunks, streams)), 7);
  }

  /** Jain's index: 1 if all have the same, 1/n if one has all. */
  private static double fairness(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    return sum * sum / (shares.length * Arrays.stream(shares).map(x -> x * x).sum());
  }
}
