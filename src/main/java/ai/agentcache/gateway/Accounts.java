package ai.agentcache.gateway;

import ai.agentcache.access.Budgets;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.usage.Pricing;
import ai.agentcache.usage.TokenUsage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
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
  private final Budgets budgets;
  private final MeterRegistry registry;

  Accounts(Pricing pricing, Budgets budgets, MeterRegistry registry) {
    this.pricing = pricing;
    this.budgets = budgets;
    this.registry = registry;
  }

  /** Lets a provider be asked; fails with {@code OverBudgetException}. The mock costs nothing. */
  Uni<Void> require(Customer customer, Target target) {
    return isMock(target) ? Uni.createFrom().voidItem() : budgets.require(customer.caller());
  }

  /** A provider's answer has ended: books what it cost, and tells. */
  Piece.End end(Customer customer, Target target, Spent spent) {
    String provider = target.provider().name();
    String model = target.model();
    TokenUsage usage = new TokenUsage(spent.input(), spent.output());
    long cost = isMock(target) ? 0 : pricing.costNanos(provider, model, usage);
    budgets.spend(customer.caller(), cost);
    tokens(provider, "input", spent.input());
    tokens(provider, "output", spent.output());
    Counter.builder("agentcache.gateway.spend")
        .description("What providers' answers cost by the price table, dollars")
        .tag("provider", provider)
        .register(registry)
        .increment(cost / NANOS);
    return new Piece.End(true, usage, cost);
  }

  private static boolean isMock(Target target) {
    return target.provider().name().equals(Providers.MOCK);
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
