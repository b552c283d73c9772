package ai.agentcache.agent.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What tokens of agents and users say of themselves, and how revoked ones are found out. */
@ConfigMapping(prefix = "agentcache.agent.token")
public interface TokenConfig {

  /** The {@code iss} of every token. */
  @WithDefault("agentcache")
  String issuer();

  /** The {@code aud} of tokens of agents. */
  @WithDefault("agentcache-agent")
  String agentAudience();

  /** The {@code aud} of tokens of users. */
  @WithDefault("agentcache-user")
  String userAudience();

  /** For how long a rotated token still works, and refreshing it gives the same new one. */
  @WithDefault("30s")
  Duration grace();

  /**
   * How often each replica asks Redis for revoked tokens. One revoked elsewhere works for at most
   * this long and the time of one command.
   */
  @WithDefault("5s")
  Duration revocationRefresh();
}
