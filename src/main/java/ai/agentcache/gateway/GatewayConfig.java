package ai.agentcache.gateway;

import ai.agentcache.gateway.routing.RoutingConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The LLM gateway. */
@ConfigMapping(prefix = "agentcache.gateway")
public interface GatewayConfig extends RoutingConfig {

  /** How long answers are kept when the caller does not say. */
  @WithDefault("1h")
  Duration defaultTtl();

  /**
   * Whether answers that a limit of tokens or a provider's filter has cut off are stored like whole
   * ones.
   */
  @WithDefault("false")
  boolean storeCut();

  /** How long a stream to a client may be silent before a comment tells it that we are alive. */
  @WithDefault("10s")
  Duration keepAlive();

  /**
   * Memory for what requests of the same bytes to `/v1/…` ask for, bytes; 0 switches it off. Bodies
   * above 64 KiB, or a 64th of it, are not kept.
   */
  @WithDefault("8388608")
  long requestMemoBytes();
}
