package ai.agentcache.upload.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How edges are known. The edges themselves are rows of the table {@code edge_locations}. */
@ConfigMapping(prefix = "agentcache.upload.edges")
public interface EdgeConfig {

  /** How often the edges and what is known of them are read from Postgres. */
  @WithDefault("5s")
  Duration refresh();

  /** How often what was observed is written to Postgres, and failing edges are looked for. */
  @WithDefault("1s")
  Duration flush();

  /**
   * The time in which a measurement loses half its weight. After a bit more than four of them it
   * counts no more, and the edge is judged by its distance again.
   */
  @WithDefault("15m")
  Duration halfLife();

  /** Observations kept in memory while they cannot be written; more are dropped and counted. */
  @WithDefault("20000")
  int queue();

  /** How long single measurements are kept; the daily sums stay. */
  @WithDefault("7d")
  Duration keepMetrics();

  /** How often one replica sums up the day and deletes what is too old. */
  @WithDefault("10m")
  Duration upkeep();
}
