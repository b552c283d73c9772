package ai.agentcache.upload.tracking;

import ai.agentcache.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that statistics are of; it ends now.
 *
 * @param label how it is called
 * @param from when it begins
 */
record StatsPeriod(String label, Instant from) {

  /** The period of that name, 30 days without one. */
  static StatsPeriod of(@Nullable String label, Instant now) {
    String name = label == null ? "30d" : label;
    return new StatsPeriod(
        name,
        switch (name) {
          case "1h" -> now.minus(Duration.ofHours(1));
          case "24h" -> now.minus(Duration.ofDays(1));
          case "7d" -> now.minus(Duration.ofDays(7));
          case "30d" -> now.minus(Duration.ofDays(30));
          case "all" -> Instant.EPOCH;
          default ->
              throw ApiException.field("period", "must be `1h`, `24h`, `7d`, `30d` or `all`");
        });
  }
}
