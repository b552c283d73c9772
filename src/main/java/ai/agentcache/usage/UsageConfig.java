package ai.agentcache.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How usage is counted, kept and priced. */
@ConfigMapping(prefix = "agentcache.usage")
public interface UsageConfig {

  /** Time between two flushes of the counters to Redis. */
  @WithDefault("1s")
  Duration flushInterval();

  /**
   * Combinations of namespace, provider, model and agent type that are counted apart, for each
   * tenant and each bucket of time; further ones are counted as {@code other} of their namespace,
   * and beyond twice this number as namespace {@code ~other}.
   */
  @WithDefault("2000")
  int maxDimensions();

  /**
   * Rows (one minute of one combination) a tenant may have waiting while Redis is away, each about
   * 1 KB; beyond, minutes are merged into quarters, hours and then quarters of a day, so that
   * totals stay exact and only their time becomes coarser.
   */
  @WithDefault("10000")
  int maxPendingRows();

  /** A counter that was not used for this long is dropped from memory. */
  @WithDefault("10s")
  Duration counterIdle();

  /** How long a bucket of time that is over may be answered from memory. */
  @WithDefault("1m")
  Duration bucketCache();

  /** Longest wait for the last flush when the service stops. */
  @WithDefault("2s")
  Duration shutdownTimeout();

  /**
   * A JSON file of prices in the form of the built-in table ({@code prices/prices.json}); its rows
   * are added to it or replace its rows. None by default.
   */
  Optional<Path> pricesFile();
}
