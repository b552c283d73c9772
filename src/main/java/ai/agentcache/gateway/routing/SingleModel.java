package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.gateway.routing.Names.Named;
import ai.agentcache.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The model or the provider that was named, or the usual one; others only if they may. */
final class SingleModel {

  private final Market market;
  private final RoutingConfig config;

  SingleModel(Market market, RoutingConfig config) {
    this.market = market;
    this.config = config;
  }

  Route route(Wish wish, Prompt prompt) {
    Named named = asked(wish, prompt);
    return wish.failover()
        ? withOthers(named, Needs.of(prompt, wish.needed()))
        : route(named.targets(), named.reason());
  }

  private static Route route(List<Target> targets, String reason) {
    return new Route(Market.configured(targets), Mode.SINGLE_MODEL.label(), reason);
  }

  private Route withOthers(Named named, Needs needs) {
    List<Candidate> all = market.candidates();
    Target first = named.targets().get(0);
    List<Target> targets =
        new ArrayList<>(
            named.targets().stream().filter(target -> mayDo(target, all, needs)).toList());
    List<Candidate> fitting = all.stream().filter(one -> one.fits(needs)).toList();
    Fallbacks.of(first, fitting, needs).stream()
        .filter(other -> !targets.contains(other))
        .forEach(targets::add);
    if (targets.isEmpty()) {
      return route(named.targets(), named.reason());
    }
    return targets.get(0).equals(first)
        ? route(targets, named.reason())
        : route(targets, first.label() + " cannot be asked this, and others may");
  }

  /** Not if we know that it cannot. */
  private static boolean mayDo(Target target, List<Candidate> all, Needs needs) {
    return target.provider().isConfigured()
        && all.stream()
            .filter(candidate -> candidate.target().equals(target))
            .allMatch(candidate -> candidate.fits(needs));
  }

  private Named asked(Wish wish, Prompt prompt) {
    if (wish.model().isPresent()) {
      return wish.provider().isPresent()
          ? only(
              Names.of(market.provider(wish.provider().get()), wish.model().get()), "it was named")
          : market.names().find(wish.model().get(), () -> PromptTexts.hash(prompt));
    }
    return wish.provider()
        .map(name -> usual(market.openProvider(name), wish, prompt))
        .or(() -> config.defaultModel().map(name -> byDefault(name, prompt)))
        .orElseGet(() -> first(wish, prompt));
  }

  private static Named only(Target target, String reason) {
    return new Named(List.of(target), reason);
  }

  private Named byDefault(String name, Prompt prompt) {
    Named named = market.names().find(name, () -> PromptTexts.hash(prompt));
    return new Named(named.targets(), "no model was named, and this is the default");
  }

  /** What a provider is asked when no model is named. */
  private Named usual(Provider provider, Wish wish, Prompt prompt) {
    if (provider.name().equals(Providers.MOCK)) {
      return only(market.mock(), "the provider was named");
    }
    return config
        .defaultModel()
        .flatMap(market.names()::exactly)
        .filter(target -> target.provider().equals(provider))
        .map(target -> only(target, "the provider was named, and this is the default"))
        .or(() -> cheapest(provider, Needs.of(prompt, wish.needed())))
        .orElseThrow(
            () ->
                ApiException.missing(
                    "model", "no model of " + provider.name() + " is known that can do this"));
  }

  private Optional<Named> cheapest(Provider provider, Needs needs) {
    List<Candidate> own =
        market.fitting(needs).stream()
            .filter(candidate -> candidate.target().provider().equals(provider))
            .toList();
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(
            only(
                CostAware.choose(own, needs, Optional.empty()).best().target(),
                "no model was named, and this is the cheapest of " + provider.name()));
  }

  private Named first(Wish wish, Prompt prompt) {
    if (market.isBare()) {
      return only(market.mock(), "no model was named, and no provider is configured");
    }
    Needs needs = Needs.of(prompt, wish.needed());
    return market.offers().open().stream()
        .map(offer -> offer.target().provider())
        .distinct()
        .flatMap(provider -> cheapest(provider, needs).stream())
        .findFirst()
        .orElseThrow(() -> Market.nothingFits(market.candidates(), needs));
  }
}
