package ai.agentcache.agent.context;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What agents keep of their users. */
@ConfigMapping(prefix = "agentcache.agent.context")
public interface ContextConfig {

  /** A context that was read may be answered from Redis for this long. */
  @WithDefault("5m")
  Duration cached();

  /** Bytes of contexts in the memory of a replica; 0 keeps none. */
  @WithDefault("16777216")
  long nearBytes();

  /** For this long after a change nothing that was read before it gets into the cache. */
  @WithDefault("5s")
  Duration guarded();

  /** Learning sessions in the answer to a bootstrap. */
  @WithDefault("5")
  int recentSessions();
}
