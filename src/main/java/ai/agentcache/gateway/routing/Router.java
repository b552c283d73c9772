package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.guard.Guards;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.gateway.routing.Names.Named;
import ai.agentcache.http.ApiException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Chooses whom to ask. What a caller names narrows the choice, in every mode; models that cannot do
 * what a prompt needs are not chosen, though one that is named is asked all the same.
 */
@Singleton
public final class Router {

  private final Market market;
  private final SingleModel single;
  private final BestModel best;

  @Inject
  Router(Providers providers, Offers offers, Guards guards, RoutingConfig config) {
    this(providers.all(), offers, provider -> Condition.of(guards.of(provider)), config);
  }

  Router(
      Collection<Provider> providers,
      Offers offers,
      Function<Provider, Condition> conditions,
      RoutingConfig config) {
    Names names = new Names(providers, offers.all(), config.aliases());
    this.market = new Market(names, offers, conditions);
    this.single = new SingleModel(market, config);
    this.best = new BestModel(market, config);
  }

  /**
   * The targets for a prompt, the best first.
   *
   * @throws ApiException if there is none, naming what would have to be otherwise
   */
  public Route route(Wish wish, Prompt prompt) {
    return switch (wish.mode()) {
      case MANUAL -> manual(wish);
      case SINGLE_MODEL -> single.route(wish, prompt);
      case HEURISTIC, COST_AWARE, ORCHESTRATED -> best.route(wish, prompt);
    };
  }

  private Route manual(Wish wish) {
    String model = wish.model().orElse("");
    Target target =
        wish.provider()
            .map(provider -> Names.of(market.provider(provider), model))
            .or(() -> market.names().exactly(model))
            .orElseThrow(
                () -> ApiException.field("model", "has to be `provider:model` in this mode"));
    return new Route(
        Market.configured(List.of(target)), Mode.MANUAL.label(), "exactly this one was asked for");
  }

  /** The target that a name stands for; of several, always the same. */
  public Route named(String name) {
    return named(name, () -> 0);
  }

  /** The target that a name stands for; of several, the same for the same prompt. */
  public Route named(String name, Prompt prompt) {
    return named(name, () -> PromptTexts.hash(prompt));
  }

  private Route named(String name, IntSupplier hash) {
    Named named = market.names().find(name, hash);
    return new Route(Market.configured(named.targets()), Mode.SINGLE_MODEL.label(), named.reason());
  }

  /**
   * Another model that can answer this and is not dearer, for when the one that was asked fails.
   */
  public Optional<Target> basic(Target failed, Prompt prompt) {
    Needs needs = Needs.of(prompt, Set.of());
    return Fallbacks.cheaper(failed, market.fitting(needs), needs);
  }
}
