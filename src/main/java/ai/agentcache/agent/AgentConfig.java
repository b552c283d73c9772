package ai.agentcache.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** Which agents there are, as far as they differ. */
@ConfigMapping(prefix = "agentcache.agent")
public interface AgentConfig {

  /** The tenant of agents that ask for their token without an API key. */
  @WithDefault("default")
  String tenant();

  /**
   * What an agent may do, by its id: some of {@code user:token}, {@code progress:write}, {@code
   * progress:read}, {@code sessions:write}, {@code context:read}, {@code context:write}, {@code
   * user:delete}, {@code health:read}. Agents that are not listed may do all of it.
   */
  Map<String, List<String>> permissions();
}
