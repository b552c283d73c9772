package ai.agentcache.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.Startup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumptionsTest {

  @ParameterizedTest
  @CsvSource({
    "window, 0, 100, 0.02",
    "uplink, 1, 0, 0.02",
    "uplink, 1, -5, 0.02",
    "uplink, 1, NaN, 0.02",
    "uplink, 1, Infinity, 0.02",
    "direct.price-per-gb, 1, 100, -0.01",
    "direct.price-per-gb, 1, 100, NaN",
    "direct.price-per-gb, 1, 100, Infinity"
  })
  void new_nothingToStandOn_namesTheSetting(
      String setting, long window, double uplink, double price) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Assumptions(window, uplink, price));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("agentcache.upload.plan." + setting + " is "), message);
  }

  @Test
  void new_leastAllowed_isTaken() {
    assertEquals(0, new Assumptions(1, 0.001, 0).directPricePerGb());
  }

  @Test
  void planner_isMadeAtTheStart_soThatSettingsAreRefusedThen() {
    assertTrue(UploadPlanner.class.isAnnotationPresent(Startup.class));
  }
}
