package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.usage.ModelName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** What stands behind the name that a caller gives for a model. */
final class Names {

  /** How providers' own models begin. */
  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("gpt-", "openai"),
          Map.entry("chatgpt-", "openai"),
          Map.entry("o1", "openai"),
          Map.entry("o3", "openai"),
          Map.entry("o4", "openai"),
          Map.entry("text-embedding-", "openai"),
          Map.entry("claude", "anthropic"),
          Map.entry("gemini", "google"),
          Map.entry("gemma", "google"),
          Map.entry("grok", "xai"),
          Map.entry("mistral", "mistral"),
          Map.entry("ministral", "mistral"),
          Map.entry("deepseek", "deepseek"));

  private static final int LONGEST = 256;

  /** Those that can be asked, and of these the ones that the operator has named. */
  private static final Comparator<Offer> ASKABLE_FIRST =
      Comparator.comparing((Offer offer) -> !offer.target().provider().isConfigured())
          .thenComparing(offer -> !isListed(offer.target()));

  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final Map<String, List<Offer>> offers = new HashMap<>();
  private final Map<String, Alias> aliases = new HashMap<>();

  Names(Collection<Provider> providers, List<Offer> offers, Map<String, String> aliases) {
    providers.forEach(provider -> this.providers.put(provider.name(), provider));
    offers.forEach(this::index);
    this.offers.values().forEach(all -> all.sort(ASKABLE_FIRST));
    aliases.forEach((name, text) -> this.aliases.put(ModelName.normal(name), alias(name, text)));
  }

  /**
   * What a name stands for.
   *
   * @param targets the model, the best first if the name stands for several; not all can be asked
   * @param reason why these
   */
  record Named(List<Target> targets, String reason) {}

  private void index(Offer offer) {
    List<String> names = new ArrayList<>(offer.card().aliases());
    names.add(offer.target().model());
    names.forEach(
        name ->
            offers.computeIfAbsent(ModelName.normal(name), key -> new ArrayList<>()).add(offer));
  }

  private Alias alias(String name, String text) {
    try {
      return Alias.parse(text, target -> exactly(target).orElseThrow(() -> noTarget(target)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "agentcache.gateway.aliases." + name + ": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException noTarget(String target) {
    return new IllegalArgumentException(
        "`" + target + "` is no `provider:model` of a provider that is configured");
  }

  /** The model of {@code provider:model}; nothing if it is not said like that. */
  Optional<Target> exactly(String name) {
    int colon = name.indexOf(':');
    return colon < 1
        ? Optional.empty()
        : provider(name.substring(0, colon))
            .map(provider -> new Target(provider, checked(name.substring(colon + 1))));
  }

  Optional<Provider> provider(String name) {
    return Optional.ofNullable(providers.get(name));
  }

  /** All providers. */
  Collection<Provider> providers() {
    return providers.values();
  }

  /**
   * The model of a name: an alias, {@code provider:model}, a model that is known, or one of a
   * family that is.
   *
   * @param hash decides between models of an alias; asked only then
   * @throws ApiException if nobody is known to have it
   */
  Named find(String name, IntSupplier hash) {
    Alias alias = aliases.get(ModelName.normal(name));
    if (alias != null) {
      return new Named(alias.targets(hash.getAsInt()), "`" + name + "` stands for it here");
    }
    Optional<Target> said = exactly(name);
    if (said.isPresent()) {
      return one(said.get(), "the provider was named");
    }
    List<Offer> known = known(name);
    return known.isEmpty()
        ? family(name)
        : one(
            as(known.get(0), name), "it is a model of " + known.get(0).target().provider().name());
  }

  private static Named one(Target target, String reason) {
    return new Named(List.of(target), reason);
  }

  /** Who has a model of this name, those that can be asked first. */
  List<Offer> known(String name) {
    return offers.getOrDefault(ModelName.normal(name), List.of());
  }

  private static boolean isListed(Target target) {
    return target.provider().models().contains(target.model());
  }

  /** The provider's own spelling, or the alias as it was given. */
  private static Target as(Offer offer, String name) {
    Target target = offer.target();
    return ModelName.normal(target.model()).equals(ModelName.normal(name))
        ? target
        : new Target(target.provider(), name);
  }

  private Named family(String name) {
    return FAMILIES.entrySet().stream()
        .filter(family -> name.startsWith(family.getKey()))
        .flatMap(family -> provider(family.getValue()).stream())
        .findFirst()
        .map(
            provider ->
                one(
                    new Target(provider, checked(name)),
                    "models of this name are " + provider.name() + "'s"))
        .orElseThrow(Names::unknown);
  }

  /** A model of a provider, with or without its name before it. */
  static Target of(Provider provider, String model) {
    String prefix = provider.name() + ":";
    String bare = model.startsWith(prefix) ? model.substring(prefix.length()) : model;
    return new Target(provider, checked(bare));
  }

  private static String checked(String model) {
    if (model.isEmpty()
        || model.length() > LONGEST
        || !model.chars().allMatch(c -> c > 32 && c < 127)) {
      throw ApiException.field("model", "has to be 1 to 256 visible ASCII characters");
    }
    return model;
  }

  private static ApiException unknown() {
    return new ApiException(
        ErrorCode.MODEL_NOT_FOUND,
        "`model`: no provider is known to have it; write `provider:model`, see GET /v1/models");
  }
}
