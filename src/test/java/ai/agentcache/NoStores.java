package ai.agentcache;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Addresses of stores where nobody listens. One for all tests, as each costs a start. */
public final class NoStores implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/none",
        "quarkus.redis.hosts", "redis://127.0.0.1:1",
        "agentcache.alerts.interval", "200ms",
        "agentcache.limits.agent.health", "1000000");
  }
}
