package ai.agentcache.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is recommended to uploads, and what is assumed of them. */
@ConfigMapping(prefix = "agentcache.upload.plan")
public interface PlannerConfig {

  /**
   * The TCP window that a stream of an upload gets, in bytes: the smaller of the largest buffers at
   * both ends, above 0. Predictions stand on it.
   */
  @WithDefault("4M")
  MemorySize window();

  /**
   * What a caller's own link is taken to send, in Mbit/s, above 0, as long as no upload to one of
   * the edges has been measured. Shares and predictions stand on it.
   */
  @WithDefault("100")
  double uplink();

  /** The way past all edges, {@code lyve-direct}, which gets a tenth of every upload. */
  Direct direct();

  /** The way past all edges. */
  interface Direct {

    /** Where uploads that take it are sent. */
    @WithDefault("https://lyve-direct.agentcache.ai")
    String url();

    /** US dollars for 10⁹ bytes, 0 or more; a starting value, as those of the edges are. */
    @WithDefault("0.02")
    double pricePerGb();
  }
}
