package ai.agentcache.launch;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Lets the application inject the {@link Environment} it was started in. */
@Singleton
final class EnvironmentProducer {

  @Produces
  @Singleton
  static Environment environment(Config config) {
    return Environment.of(name -> config.getOptionalValue(name, String.class));
  }
}
