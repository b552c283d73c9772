package ai.agentcache.embedded;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the embedded stores live; read before there is an application to inject it. */
@ConfigMapping(prefix = "agentcache.embedded")
public interface EmbeddedConfig {

  /**
   * The directory of the data of the embedded Redis and PostgreSQL, absolute or below the working
   * directory. One service at a time may use it. Default {@code .agentcache}.
   */
  @WithDefault(".agentcache")
  Path directory();

  /**
   * The directory the server programs are unpacked into; services may share it. Default {@code bin}
   * in the data directory.
   */
  Optional<Path> binaries();

  /** The settings of this process. */
  static EmbeddedConfig ofProcess() {
    return ConfigUtils.configBuilder()
        .withMapping(EmbeddedConfig.class)
        .build()
        .getConfigMapping(EmbeddedConfig.class);
  }
}
