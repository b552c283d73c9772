package ai.agentcache.gateway.guard;

import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.resilience.BreakerRegistry;
import ai.agentcache.time.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The guard of each provider. */
@Singleton
@Startup
public final class Guards {

  private final Map<String, Guard> guards;
  private final int attempts;

  Guards(
      Providers providers,
      Clock clock,
      GuardConfig config,
      BreakerRegistry breakers,
      BreakerEvents events,
      BreakerHistoryStore history,
      MeterRegistry registry) {
    this.attempts = config.attempts();
    this.guards =
        providers.all().stream()
            .map(Provider::name)
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    name ->
                        new Guard(
                            name,
                            clock,
                            config,
                            (state, reason) -> history.note(name, state, reason))));
    guards.forEach((name, guard) -> measure(name, guard, registry));
    providers.all().stream()
        .filter(provider -> provider.isConfigured() && !provider.name().equals(Providers.MOCK))
        .forEach(
            provider -> {
              breakers.add(provider.name(), of(provider)::isOpen);
              of(provider).onTurn(open -> events.turned(provider.name(), open));
            });
  }

  private static void measure(String name, Guard guard, MeterRegistry registry) {
    Gauge.builder("agentcache.gateway.breaker.open", guard, g -> g.isOpen() ? 1 : 0)
        .description("1 while the breaker of a provider is open")
        .tag("provider", name)
        .register(registry);
    Gauge.builder("agentcache.gateway.upstream.active", guard, Guard::underWay)
        .description("Calls to a provider that are under way")
        .tag("provider", name)
        .register(registry);
  }

  /** The guard of a provider that there is. */
  public Guard of(Provider provider) {
    Guard guard = guards.get(provider.name());
    if (guard == null) {
      throw new IllegalArgumentException("no provider " + provider.name());
    }
    return guard;
  }

  /** Attempts that one request may make in all. */
  public int attempts() {
    return attempts;
  }
}
