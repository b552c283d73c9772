package ai.agentcache.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happened, kept for those who are told. */
@ConfigMapping(prefix = "agentcache.events")
public interface EventConfig {

  /**
   * How long events and their deliveries are kept; those of the current month are kept in any case,
   * as is what is still to be delivered.
   */
  @WithDefault("30d")
  Duration retention();

  /** How often old events are looked for; one replica does it at a time. */
  @WithDefault("5m")
  Duration pruning();

  /** How often events that have no transaction of their own are written. */
  @WithDefault("500ms")
  Duration writing();

  /** Events kept in memory while they cannot be written; more are dropped and counted. */
  @WithDefault("10000")
  int queue();
}
