package ai.agentcache.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

  @ParameterizedTest
  @CsvSource({
    "true,true,true,HEALTHY",
    "true,false,true,DEGRADED",
    "true,true,false,DEGRADED",
    "true,false,false,DEGRADED",
    "false,true,true,UNHEALTHY"
  })
  void status_dependsOnWhatWorks(boolean serving, boolean redis, boolean postgres, Status status) {
    assertEquals(status, new Health(serving, redis, postgres, Status.HEALTHY, 0).status());
  }

  @Test
  void report_oneStoreAway_saysWhich() {
    Health health = new Health(true, true, false, Status.HEALTHY, 1_600_000);
    HealthReport report = HealthReport.of(health, "1.2.3", Instant.EPOCH, 400_000);
    assertEquals("degraded", report.status());
    assertEquals("1.2.3", report.version());
    assertEquals("1970-01-01T00:00:00Z", report.timestamp());
    assertEquals(
        new HealthReport.Checks("healthy", "healthy", "unhealthy", "healthy"), report.checks());
    assertEquals(new HealthReport.Performance(0, 2), report.performance());
  }
}
