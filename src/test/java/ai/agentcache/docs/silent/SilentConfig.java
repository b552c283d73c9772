package ai.agentcache.docs.silent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Lacks a comment. */
@ConfigMapping(prefix = "example.silent")
interface SilentConfig {

  @WithDefault("none")
  String secretOfMine();
}
