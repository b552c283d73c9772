package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.usage.Price;
import ai.agentcache.usage.Pricing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** All models of all providers there are: those of the table and those the operator has named. */
@Singleton
public final class Offers {

  private final List<Offer> all;
  private final List<Offer> open;

  @Inject
  Offers(Providers providers, Catalogue catalogue, Pricing pricing) {
    this(providers.all(), catalogue, pricing::price);
  }

  Offers(
      Collection<Provider> providers,
      Catalogue catalogue,
      BiFunction<String, String, Optional<Price>> prices) {
    List<Offer> offers = new ArrayList<>();
    for (Provider provider : providers) {
      for (ModelCard card : cards(provider, catalogue)) {
        Target target = new Target(provider, card.model());
        offers.add(new Offer(target, card, prices.apply(provider.name(), card.model())));
      }
    }
    this.all = List.copyOf(offers);
    this.open =
        offers.stream()
            .filter(offer -> offer.target().provider().isConfigured())
            .filter(offer -> !offer.target().provider().name().equals(Providers.MOCK))
            .toList();
  }

  private static Collection<ModelCard> cards(Provider provider, Catalogue catalogue) {
    Map<String, ModelCard> cards = new LinkedHashMap<>();
    provider.models().forEach(model -> cards.put(model, card(provider, model, catalogue)));
    catalogue.of(provider.name()).forEach(card -> cards.putIfAbsent(card.model(), card));
    return cards.values();
  }

  private static ModelCard card(Provider provider, String model, Catalogue catalogue) {
    if (provider.name().equals(Providers.MOCK)) {
      return ModelCard.makeshift(provider.name(), model);
    }
    return catalogue
        .find(provider.name(), model)
        .map(card -> card.at(provider.name(), model))
        .orElseGet(() -> ModelCard.unknown(provider.name(), model));
  }

  /** All of them, those of providers that cannot be asked included. */
  public List<Offer> all() {
    return all;
  }

  /** Those of real providers that can be asked. */
  List<Offer> open() {
    return open;
  }
}
