package ai.agentcache.upload.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaversineTest {

  private static final double HALF_ROUND = Math.PI * Haversine.EARTH_RADIUS_KM;

  @ParameterizedTest
  @CsvSource({
    // Nashville and Los Angeles airports, the usual example of the formula.
    "36.12, -86.67, 33.94, -118.40, 2886.45",
    // London and Paris; New York and London; Sydney and Los Angeles airports, as listed by atlases.
    "51.5074, -0.1278, 48.8566, 2.3522, 343.6",
    "40.7128, -74.0060, 51.5074, -0.1278, 5570.2",
    "-33.9461, 151.1772, 33.9425, -118.4081, 12061"
  })
  void km_publishedDistances_agree(double lat1, double lng1, double lat2, double lng2, double km) {
    double found = Haversine.km(new Location(lat1, lng1), new Location(lat2, lng2));

    assertEquals(km, found, km * 1e-3);
  }

  @Test
  void km_poles_areHalfRoundTheEarthApart() {
    Location north = new Location(90, 12);

    assertEquals(HALF_ROUND, Haversine.km(north, new Location(-90, -77)), 1e-6);
    assertEquals(0, Haversine.km(north, new Location(90, 180)), 1e-6);
  }

  @Test
  void km_acrossTheAntimeridian_isTheShortWay() {
    assertEquals(
        HALF_ROUND / 180, Haversine.km(new Location(0, 179.5), new Location(0, -179.5)), 1e-6);
  }

  @Test
  void km_nullIsland_isAPlaceAsAnyOther() {
    Location nullIsland = new Location(0, 0);

    assertEquals(0, Haversine.km(nullIsland, nullIsland));
    assertEquals(HALF_ROUND / 2, Haversine.km(nullIsland, new Location(0, 90)), 1e-6);
    assertEquals(HALF_ROUND, Haversine.km(nullIsland, new Location(0, 180)), 1e-6);
  }

  @Property(tries = 500)
  void km_anyPlaces_isAMetricBoundedByTheChord(
      @ForAll @DoubleRange(min = -90, max = 90) double lat1,
      @ForAll @DoubleRange(min = -180, max = 180) double lng1,
      @ForAll @DoubleRange(min = -90, max = 90) double lat2,
      @ForAll @DoubleRange(min = -180, max = 180) double lng2) {
    Haversine one = Haversine.at(new Location(lat1, lng1));
    Haversine other = Haversine.at(new Location(lat2, lng2));

    assertEquals(one.arcKm(other), other.arcKm(one));
    assertTrue(one.arcKm(other) >= 0 && one.arcKm(other) <= HALF_ROUND + 1e-6);
    assertTrue(one.chordKm(other) <= one.arcKm(other) + 1e-9);
    assertEquals(textbook(lat1, lng1, lat2, lng2), one.arcKm(other), 1e-3);
  }

  @Test
  void location_outsideTheGlobe_isRefused() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 181, -181}) {
      assertThrows(IllegalArgumentException.class, () -> new Location(wrong, 0));
      assertThrows(IllegalArgumentException.class, () -> new Location(0, wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> new Location(90.1, 0));
  }

  /** The formula as it is written everywhere. */
  private static double textbook(double lat1, double lng1, double lat2, double lng2) {
    double dLat = Math.toRadians(lat2 - lat1) / 2;
    double dLng = Math.toRadians(lng2 - lng1) / 2;
    double a =
        Math.pow(Math.sin(dLat), 2)
            + Math.cos(Math.toRadians(lat1))
                * Math.cos(Math.toRadians(lat2))
                * Math.pow(Math.sin(dLng), 2);
    return 2 * Haversine.EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, a)));
  }
}
