package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.usage.Anomaly.Hour;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnomalyTest {

  private final AnomalyConfig config =
      new SmallRyeConfigBuilder()
          .addDefaultInterceptors()
          .withConverter(Duration.class, 100, new DurationConverter())
          .withMapping(AnomalyConfig.class)
          .build()
          .getConfigMapping(AnomalyConfig.class);

  @Test
  void median_oddAndEven_isTheMiddle() {
    assertEquals(2, Anomaly.median(new double[] {9, 1, 2}));
    assertEquals(3, Anomaly.median(new double[] {4, 1, 2, 9}));
    assertEquals(7, Anomaly.median(new double[] {7}));
  }

  @Test
  void ofRequests_byHand_isSoManyDeviationsAway() {
    // Median 1000, distances 20 10 0 10 20 30: MAD 15, 22.2 < the floor of 100.
    Anomaly found =
        Anomaly.ofRequests(requests(1_600), days(980, 990, 1_000, 1_010, 1_020, 1_030), config)
            .orElseThrow();
    assertEquals(1_005, found.usual());
    assertEquals(595 / 100.5, found.deviations(), 1e-9);
    // Median 1000, MAD 300: 444.78 is above the floor.
    Anomaly wide =
        Anomaly.ofRequests(requests(4_000), days(700, 700, 1_000, 1_000, 1_300, 1_300), config)
            .orElseThrow();
    assertEquals(3_000 / (1.4826 * 300), wide.deviations(), 1e-9);
  }

  @Test
  void ofRequests_riseAndFall_areToldAndTheOrdinaryIsNot() {
    List<Hour> before = days(1_000, 1_100, 900, 1_050, 950, 1_000);
    assertTrue(Anomaly.ofRequests(requests(2_000), before, config).isPresent());
    assertTrue(Anomaly.ofRequests(requests(0), before, config).isPresent());
    assertEquals(Optional.empty(), Anomaly.ofRequests(requests(1_200), before, config));
    assertEquals(Optional.empty(), Anomaly.ofRequests(requests(1_450), before, config));
  }

  @Test
  void ofRequests_oneOddDayBefore_changesNothing() {
    List<Hour> before = days(1_000, 1_000, 90_000, 1_000, 1_000, 1_000);
    assertEquals(Optional.empty(), Anomaly.ofRequests(requests(1_100), before, config));
    assertTrue(Anomaly.ofRequests(requests(2_500), before, config).isPresent());
  }

  @Test
  void ofRequests_littleTrafficOrFewDays_saysNothing() {
    assertEquals(
        Optional.empty(), Anomaly.ofRequests(requests(90), days(5, 5, 5, 5, 5, 5), config));
    assertEquals(
        Optional.empty(), Anomaly.ofRequests(requests(9_000), days(0, 0, 0, 0, 5, 5), config));
    assertEquals(Optional.empty(), Anomaly.ofRequests(requests(9_000), List.of(), config));
  }

  @Test
  void ofCost_riseAlone_isTold() {
    List<Hour> before = new ArrayList<>();
    for (double cost : new double[] {2, 2.2, 1.8, 2, 2.1, 1.9}) {
      before.add(new Hour(0, 0, cost));
    }
    assertTrue(Anomaly.ofCost(new Hour(0, 0, 5), before, config).isPresent());
    assertEquals(Optional.empty(), Anomaly.ofCost(new Hour(0, 0, 0), before, config));
    List<Hour> cents = before.stream().map(hour -> new Hour(0, 0, hour.cost() / 100)).toList();
    assertEquals(Optional.empty(), Anomaly.ofCost(new Hour(0, 0, 0.9), cents, config));
  }

  @Test
  void ofHitRate_fallAlone_isTold() {
    List<Hour> before = new ArrayList<>();
    for (int hits : new int[] {80, 81, 79, 80, 82, 78}) {
      before.add(new Hour(1_000, hits * 10L, 0));
    }
    assertTrue(Anomaly.ofHitRate(new Hour(1_000, 300, 0), before, config).isPresent());
    assertEquals(Optional.empty(), Anomaly.ofHitRate(new Hour(1_000, 750, 0), before, config));
    assertEquals(Optional.empty(), Anomaly.ofHitRate(new Hour(1_000, 1_000, 0), before, config));
    assertEquals(Optional.empty(), Anomaly.ofHitRate(new Hour(99, 0, 0), before, config));
    List<Hour> idle = before.stream().map(hour -> new Hour(99, 80, 0)).toList();
    assertEquals(Optional.empty(), Anomaly.ofHitRate(new Hour(1_000, 0, 0), idle, config));
  }

  private static Hour requests(long requests) {
    return new Hour(requests, 0, 0);
  }

  private static List<Hour> days(long... requests) {
    List<Hour> days = new ArrayList<>();
    for (long one : requests) {
      days.add(requests(one));
    }
    return days;
  }
}
