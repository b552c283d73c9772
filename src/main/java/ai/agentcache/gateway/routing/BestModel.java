package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The best model for a prompt, by heuristics, by cost or by the kind of work. What was named
 * narrows the choice: a provider to its models, a model to the providers that run it, an alias to
 * what it stands for.
 */
final class BestModel {

  private final Market market;
  private final RoutingConfig config;

  BestModel(Market market, RoutingConfig config) {
    this.market = market;
    this.config = config;
  }

  Route route(Wish wish, Prompt prompt) {
    String mode = wish.mode().label();
    List<Candidate> all = market.candidates();
    if (namesMock(wish)) {
      return new Route(List.of(market.mock()), mode, "it was named");
    }
    if (market.isBare() && wish.model().isEmpty() && wish.provider().isEmpty()) {
      return new Route(List.of(market.mock()), mode, "no provider is configured");
    }
    Needs needs = Needs.of(prompt, wish.needed());
    List<Candidate> narrowed = narrowed(all, wish, prompt);
    List<Candidate> fitting = narrowed.stream().filter(one -> one.fits(needs)).toList();
    if (fitting.isEmpty()) {
      throw Market.nothingFits(narrowed, needs);
    }
    Choice choice = choice(wish, fitting, needs);
    Target best = choice.best().target();
    List<Target> targets = new ArrayList<>(List.of(best));
    if (wish.failover()) {
      targets.addAll(Fallbacks.of(best, choice.ordered(), needs));
    }
    return new Route(targets, mode, choice.reason());
  }

  private Choice choice(Wish wish, List<Candidate> fitting, Needs needs) {
    return switch (wish.mode()) {
      case COST_AWARE -> CostAware.choose(fitting, needs, wish.maxCost());
      case ORCHESTRATED -> orchestrated(wish, fitting, needs);
      case HEURISTIC, SINGLE_MODEL, MANUAL -> Heuristic.choose(fitting, needs, wish.priority());
    };
  }

  private Choice orchestrated(Wish wish, List<Candidate> fitting, Needs needs) {
    Wish.NodeType work = wish.nodeType().orElse(Wish.NodeType.BUILD);
    Choice choice = Orchestrated.choose(fitting, needs, work);
    String set = config.orchestrated().getOrDefault(work, "");
    Optional<Candidate> configured =
        fitting.stream().filter(one -> one.target().label().equals(set)).findFirst();
    if (configured.isEmpty()) {
      return choice;
    }
    List<Candidate> ordered = new ArrayList<>(choice.ordered());
    ordered.remove(configured.get());
    ordered.add(0, configured.get());
    return new Choice(ordered, "it is configured to " + Orchestrated.word(work));
  }

  private static boolean namesMock(Wish wish) {
    return wish.provider().orElse("").equals(Providers.MOCK)
        || wish.model().orElse("").equals(Providers.MOCK);
  }

  private List<Candidate> narrowed(List<Candidate> all, Wish wish, Prompt prompt) {
    List<Candidate> narrowed = all;
    if (wish.provider().isPresent()) {
      Provider provider = market.openProvider(wish.provider().get());
      narrowed = all.stream().filter(one -> one.target().provider().equals(provider)).toList();
    }
    return wish.model().isPresent() ? ofModel(narrowed, wish, prompt) : narrowed;
  }

  private List<Candidate> ofModel(List<Candidate> all, Wish wish, Prompt prompt) {
    List<Target> named = named(wish, wish.model().orElseThrow(), prompt);
    List<Candidate> narrowed = all.stream().filter(one -> named.contains(one.target())).toList();
    return narrowed.isEmpty()
        ? List.of(market.stranger(Market.configured(named).get(0)))
        : narrowed;
  }

  private List<Target> named(Wish wish, String model, Prompt prompt) {
    if (wish.provider().isPresent()) {
      return List.of(Names.of(market.provider(wish.provider().get()), model));
    }
    Names names = market.names();
    List<Target> named =
        new ArrayList<>(names.find(model, () -> PromptTexts.hash(prompt)).targets());
    names.known(model).forEach(offer -> named.add(offer.target()));
    return named;
  }
}
