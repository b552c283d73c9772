package ai.agentcache.agent;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Agents without limits, and batches that are written soon. */
public final class Roomy implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "agentcache.limits.agent.progress", "1000000",
        "agentcache.limits.agent.context", "1000000",
        "agentcache.limits.agent.sessions", "1000000",
        "agentcache.limits.agent.tokens-per-address", "1000000",
        "agentcache.agent.progress.batch-age", "700ms",
        "agentcache.agent.progress.poll", "50ms");
  }
}
