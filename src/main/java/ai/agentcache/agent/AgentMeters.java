package ai.agentcache.agent;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How the door of the agent platform is used. */
@Singleton
final class AgentMeters {

  private final Counter taken;
  private final Counter refused;
  private final Counter wrongSecrets;

  AgentMeters(MeterRegistry registry) {
    taken = tokens("taken", registry);
    refused = tokens("refused", registry);
    wrongSecrets =
        Counter.builder("agentcache.agent.wrong.secrets")
            .description("Agents that asked for a token with a wrong secret")
            .register(registry);
  }

  private static Counter tokens(String result, MeterRegistry registry) {
    return Counter.builder("agentcache.agent.tokens")
        .description("Tokens that agents came with")
        .tag("result", result)
        .register(registry);
  }

  void taken() {
    taken.increment();
  }

  void refused() {
    refused.increment();
  }

  void wrongSecret() {
    wrongSecrets.increment();
  }
}
