package ai.agentcache.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How health is watched. */
@ConfigMapping(prefix = "agentcache.health")
public interface HealthConfig {

  /** Time between two looks at Postgres. Redis has a heartbeat of its own. */
  @WithDefault("2s")
  Duration interval();

  /** The version that is told to callers; that of the build unless set. */
  @WithDefault("${quarkus.application.version}")
  String version();
}
