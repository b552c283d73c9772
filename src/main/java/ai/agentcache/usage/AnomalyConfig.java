package ai.agentcache.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What counts as unusual in the usage of a tenant. */
@ConfigMapping(prefix = "agentcache.anomalies")
public interface AnomalyConfig {

  /** How often the last full hour is looked at; one replica does it at a time. */
  @WithDefault("5m")
  Duration period();

  /** Days, of the six before, whose same hour has to have been busy enough to compare with. */
  @WithDefault("3")
  int leastDays();

  /** Robust standard deviations from the median that are unusual. */
  @WithDefault("4")
  double deviations();

  /** The least change of requests and cost, as a share of the median. */
  @WithDefault("0.5")
  double leastChange();

  /** The least fall of the hit rate, 0 to 1. */
  @WithDefault("0.1")
  double leastFall();

  /** Requests of an hour below which nothing is said about it. */
  @WithDefault("100")
  long leastRequests();

  /** US dollars of an hour below which nothing is said about its cost. */
  @WithDefault("1")
  double leastCost();
}
