package ai.agentcache.agent;

import ai.agentcache.health.Signals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How the door of the agent platform is used; refusals may alarm somebody. */
@Singleton
final class AgentMeters {

  private final Counter taken;
  private final Counter refused;
  private final Counter wrongSecrets;
  private final Signals signals;

  AgentMeters(MeterRegistry registry, Signals signals) {
    this.signals = signals;
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
    signals.tokenRefused();
  }

  void wrongSecret() {
    wrongSecrets.increment();
    signals.tokenRefused();
  }
}
