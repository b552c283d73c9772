package ai.agentcache.gateway.workflow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Runs of workflows. */
@ConfigMapping(prefix = "agentcache.gateway.workflow")
public interface WorkflowConfig {

  /** Nodes of one run that are asked for at once, unless the caller says. */
  @WithDefault("4")
  int concurrency();

  /** The most that a caller may say. */
  @WithDefault("10")
  int maxConcurrency();

  /** How long one node may take; callers may ask for less. */
  @WithDefault("2m")
  Duration nodeTimeout();

  /** How long a run may take; callers may ask for less. */
  @WithDefault("10m")
  Duration timeout();
}
