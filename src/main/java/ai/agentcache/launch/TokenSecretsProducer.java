package ai.agentcache.launch;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Lets the application inject the {@link TokenSecrets} of its environment. */
@Singleton
final class TokenSecretsProducer {

  private static final Logger LOG = Logger.getLogger(TokenSecretsProducer.class);

  @Produces
  @Singleton
  @Startup
  static TokenSecrets secrets(Environment environment, Config config) {
    TokenSecrets secrets =
        new TokenSecrets(environment, name -> config.getOptionalValue(name, String.class));
    List<String> problems = secrets.problems();
    if (!problems.isEmpty()) {
      throw new LaunchRefusal(problems);
    }
    secrets.warnings().forEach(LOG::warn);
    return secrets;
  }
}
