package ai.agentcache.webhook;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Webhooks may lead to this machine, and are in a hurry. */
public final class LocalTargets implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "agentcache.webhooks.allow-http", "true",
        "agentcache.webhooks.allow-private-addresses", "true",
        "agentcache.webhooks.poll", "50ms",
        "agentcache.webhooks.total-timeout", "2s",
        "agentcache.webhooks.concurrency-per-tenant", "2",
        "agentcache.events.writing", "50ms");
  }
}
