package ai.agentcache.upload.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GeographicPriorTest {

  @Test
  void rtt_byDistance_isTheFormula() {
    assertEquals(5, GeographicPrior.rttMillis(0));
    assertEquals(5 + 2 * 1.8 * 1_000 / 200, GeographicPrior.rttMillis(1_000));
  }

  @Test
  void mbps_shortPath_isWhatTheEdgeGrants() {
    assertEquals(500, GeographicPrior.mbps(5, 500));
    assertEquals(500, GeographicPrior.mbps(Double.NaN, 500));
  }

  @Test
  void mbps_longPath_isBoundByLoss() {
    double expected = 1.22 * 1_460 * 8 / (0.1 * Math.sqrt(1e-5)) / 1e6;

    assertEquals(expected, GeographicPrior.mbps(100, 1_000), 1e-9);
  }
}
