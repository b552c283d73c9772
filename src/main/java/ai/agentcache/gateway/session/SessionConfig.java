package ai.agentcache.gateway.session;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Sessions of agents. */
@ConfigMapping(prefix = "agentcache.sessions")
public interface SessionConfig {

  /** How long a session lives after the last access, unless its maker says otherwise. */
  @WithDefault("24h")
  Duration life();

  /** The longest life that the maker of a session may ask for. */
  @WithDefault("30d")
  Duration longestLife();

  /** The most data of a session, as JSON, in bytes. */
  @WithDefault("64K")
  MemorySize maxData();

  /** The most messages of a session; the oldest make room for new ones. */
  @WithDefault("1000")
  int maxMessages();

  /** The most bytes of all messages of a session; the oldest make room for new ones. */
  @WithDefault("4M")
  MemorySize maxConversation();

  /** The largest message, as JSON, in bytes. */
  @WithDefault("32K")
  MemorySize maxMessage();

  /** The model that sums up messages; the default model of the gateway unless set. */
  Optional<String> summaryModel();

  /** How often a change is tried again when another one came between. */
  @WithDefault("100")
  int tries();
}
