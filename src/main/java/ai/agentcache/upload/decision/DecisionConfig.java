package ai.agentcache.upload.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How decisions are kept. */
@ConfigMapping(prefix = "agentcache.upload.decisions")
public interface DecisionConfig {

  /** How long a decision can be read again, and scored by how long its upload took. */
  @WithDefault("7d")
  Duration keep();

  /** How often decisions are written to Postgres; those made since are lost with the process. */
  @WithDefault("100ms")
  Duration flush();

  /** Decisions that may wait while they cannot be written; more are dropped and counted. */
  @WithDefault("5000")
  int queue();

  /** Decisions that can be read without Postgres. */
  @WithDefault("5000")
  int memory();

  /** How long a decision can be read without Postgres. */
  @WithDefault("10m")
  Duration memoryFor();

  /** How often one replica deletes what is too old. */
  @WithDefault("10m")
  Duration upkeep();
}
