package ai.agentcache.gateway;

import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.usage.Pricing;
import ai.agentcache.usage.TokenUsage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * What providers were asked and what it cost: spent for real, as opposed to what the cache has
 * saved. Names of metrics are those of OpenTelemetry's conventions for generative AI where there
 * are any.
 */
@Singleton
public final class Accounts {

  private static final double NANOS = 1e9;

  private final Pricing pricing;
  private final MeterRegistry registry;

  Accounts(Pricing pricing, MeterRegistry registry) {
    this.pricing = pricing;
    this.registry = registry;
  }

  /** A provider's answer has ended: what it cost. */
  Piece.End end(EffectiveRequest request, Spent spent) {
    return end(request.target(), spent);
  }

  /** The same, whatever was asked for. */
  Piece.End end(Target target, Spent spent) {
    String provider = target.provider().name();
    String model = target.model();
    TokenUsage usage = new TokenUsage(spent.input(), spent.output());
    long cost = "mock".equals(provider) ? 0 : pricing.costNanos(provider, model, usage);
    tokens(provider, "input", spent.input());
    tokens(provider, "output", spent.output());
    Counter.builder("agentcache.gateway.spend")
        .description("What providers' answers cost by the price table, dollars")
        .tag("provider", provider)
        .register(registry)
        .increment(cost / NANOS);
    return new Piece.End(true, usage, cost);
  }

  private void tokens(String provider, String type, long tokens) {
    DistributionSummary.builder("gen_ai.client.token.usage")
        .description("Tokens of providers' answers")
        .tag("gen_ai.provider.name", provider)
        .tag("gen_ai.token.type", type)
        .register(registry)
        .record((double) tokens);
  }

  /** A provider was asked. */
  void attempt(Target target, String outcome, long nanos) {
    Timer.builder("gen_ai.client.operation.duration")
        .description("Time until a provider begins to answer, or fails")
        .tag("gen_ai.provider.name", target.provider().name())
        .tag("outcome", outcome)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
