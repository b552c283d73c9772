package ai.agentcache.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What answers cost, by the built-in price table and the operator's own. */
@Singleton
@Startup
public final class Pricing {

  private final Prices prices;
  private final Counter unpriced;

  Pricing(UsageConfig config, MeterRegistry registry) {
    Prices builtIn = PriceFile.builtIn();
    this.prices = config.pricesFile().map(file -> builtIn.with(PriceFile.at(file))).orElse(builtIn);
    this.unpriced =
        Counter.builder("agentcache.usage.unpriced")
            .description("Answers of models that have no price; their cost counts as 0")
            .register(registry);
  }

  /**
   * What an answer cost, in nano-dollars (1e-9 USD).
   *
   * @param provider the provider, or {@link Dimensions#NONE}
   * @param model the model, with or without a provider before it
   * @return the cost; 0, and counted as unpriced, when the model is not in the table
   */
  public long costNanos(String provider, String model, TokenUsage usage) {
    return costNanos(provider, model, Charge.of(usage));
  }

  /** The same, with what the provider's own cache had to do with it. */
  public long costNanos(String provider, String model, Charge charge) {
    Optional<Price> price = prices.of(provider, model);
    if (price.isEmpty()) {
      unpriced.increment();
      return 0;
    }
    return price.get().cost(charge);
  }

  /**
   * What a model costs, if the table has it; nothing is counted by asking.
   *
   * @param provider the provider, or {@link Dimensions#NONE}
   * @param model the model, with or without a provider before it
   */
  public Optional<Price> price(String provider, String model) {
    return prices.of(provider, model);
  }
}
