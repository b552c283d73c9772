package ai.agentcache.gateway;

import ai.agentcache.usage.TokenUsage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Calls to providers as metrics, by the names of OpenTelemetry's conventions for generative AI
 * where there are any. Meters are looked up once: registering costs more than counting.
 */
@Singleton
final class UpstreamMeters {

  private static final double NANOS = 1e9;

  private final MeterRegistry registry;
  private final ConcurrentHashMap<String, OfProvider> providers = new ConcurrentHashMap<>();

  UpstreamMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  private final class OfProvider {
    private final String name;
    private final DistributionSummary input;
    private final DistributionSummary output;
    private final Counter spend;
    private final ConcurrentHashMap<String, Timer> attempts = new ConcurrentHashMap<>();

    OfProvider(String name) {
      this.name = name;
      this.input = tokens("input");
      this.output = tokens("output");
      this.spend =
          Counter.builder("agentcache.gateway.spend")
              .description("What providers' answers cost by the price table, dollars")
              .tag("provider", name)
              .register(registry);
    }

    private DistributionSummary tokens(String type) {
      return DistributionSummary.builder("gen_ai.client.token.usage")
          .description("Tokens of providers' answers")
          .tag("gen_ai.provider.name", name)
          .tag("gen_ai.token.type", type)
          .register(registry);
    }

    private Timer attempt(String outcome) {
      return Timer.builder("gen_ai.client.operation.duration")
          .description("Time until a provider begins to answer, or fails")
          .tag("gen_ai.provider.name", name)
          .tag("outcome", outcome)
          .register(registry);
    }
  }

  private OfProvider of(String provider) {
    OfProvider known = providers.get(provider);
    return known != null ? known : providers.computeIfAbsent(provider, OfProvider::new);
  }

  /** A provider has charged. */
  void spent(String provider, TokenUsage usage, long costNanos) {
    OfProvider meters = of(provider);
    meters.input.record((double) usage.input());
    meters.output.record((double) usage.output());
    meters.spend.increment(costNanos / NANOS);
  }

  /** A provider was asked, or would have been. */
  void attempt(String provider, String outcome, long nanos) {
    OfProvider meters = of(provider);
    meters.attempts.computeIfAbsent(outcome, meters::attempt).record(nanos, TimeUnit.NANOSECONDS);
  }
}
