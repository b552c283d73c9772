package ai.agentcache.agent.token;

import ai.agentcache.health.Check;
import ai.agentcache.health.Status;
import ai.agentcache.launch.Environment;
import ai.agentcache.launch.TokenSecrets;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Whether the secrets are as they should be where others rely on them. What is unsafe stopped the
 * start already; this tells of what is weak.
 */
@Singleton
final class ConfigurationCheck implements Check {

  private final Look look;

  ConfigurationCheck(TokenSecrets secrets, Environment environment) {
    this.look = look(secrets.warnings(), environment);
  }

  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public Look look() {
    return look;
  }

  private static Look look(List<String> warnings, Environment environment) {
    if (warnings.isEmpty()) {
      return new Look(Status.HEALTHY, "complete");
    }
    return new Look(
        environment == Environment.DEVELOPMENT ? Status.HEALTHY : Status.DEGRADED,
        String.join("; ", warnings));
  }
}
