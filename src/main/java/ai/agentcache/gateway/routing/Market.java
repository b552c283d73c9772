package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who can be asked: models by their names, and all that may be chosen with how they are now.
 *
 * @param names what names stand for
 * @param offers all models
 * @param conditions how a provider is now
 */
record Market(Names names, Offers offers, Function<Provider, Condition> conditions) {

  /** All models that can be chosen, as they are now. */
  List<Candidate> candidates() {
    Map<String, Condition> known = new HashMap<>();
    return offers.open().stream()
        .map(
            offer -> {
              Provider provider = offer.target().provider();
              return new Candidate(
                  offer,
                  known.computeIfAbsent(provider.name(), name -> conditions.apply(provider)));
            })
        .toList();
  }

  /** Those of them that can do what a prompt needs. */
  List<Candidate> fitting(Needs needs) {
    return candidates().stream().filter(candidate -> candidate.fits(needs)).toList();
  }

  /** A model nobody has described as a candidate: it is taken at its caller's word. */
  Candidate stranger(Target target) {
    ModelCard card = ModelCard.makeshift(target.provider().name(), target.model());
    Offer offer = new Offer(target, card, Optional.empty());
    return new Candidate(offer, conditions.apply(target.provider()));
  }

  /** Whether nobody can be asked but the built-in model. */
  boolean isBare() {
    return names.providers().stream()
        .noneMatch(provider -> provider.isConfigured() && !provider.name().equals(Providers.MOCK));
  }

  /** The built-in model. */
  Target mock() {
    return new Target(provider(Providers.MOCK), Providers.MOCK);
  }

  /** The provider of that name; an {@link ApiException} if there is none. */
  Provider provider(String name) {
    return names
        .provider(name)
        .orElseThrow(
            () ->
                ApiException.field("activeProvider", "names no provider; see GET /llm/providers"));
  }

  /** The same if it can be asked; an {@link ApiException} otherwise. */
  Provider openProvider(String name) {
    Provider provider = provider(name);
    if (!provider.isConfigured()) {
      throw notConfigured(provider);
    }
    return provider;
  }

  /** Those that can be asked; an {@link ApiException} if none can. */
  static List<Target> configured(List<Target> targets) {
    List<Target> open =
        targets.stream().filter(target -> target.provider().isConfigured()).toList();
    if (open.isEmpty()) {
      throw notConfigured(targets.get(0).provider());
    }
    return open;
  }

  /** Of all these, none can do what a prompt needs. */
  static ApiException nothingFits(List<Candidate> among, Needs needs) {
    return among.isEmpty()
        ? ApiException.missing("model", "no model is known here that could be chosen")
        : new ApiException(
            ErrorCode.INVALID_REQUEST,
            "of " + Choice.models(among.size()) + " none can do what this needs: " + needs);
  }

  private static ApiException notConfigured(Provider provider) {
    return new ApiException(
        ErrorCode.PROVIDER_NOT_CONFIGURED,
        provider.name() + " has no key here; the operator can set one, the model `mock` needs none",
        0);
  }
}
