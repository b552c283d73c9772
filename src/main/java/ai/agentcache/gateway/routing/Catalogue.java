package ai.agentcache.gateway.routing;

import ai.agentcache.usage.ModelName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of models: the built-in table, and the operator's own rows over it. */
@Singleton
public final class Catalogue {

  private final Map<String, Map<String, ModelCard>> byProvider = new LinkedHashMap<>();

  @Inject
  Catalogue(RoutingConfig config) {
    this(ModelFile.builtIn());
    config.modelsFile().map(ModelFile::at).orElse(List.of()).forEach(this::put);
  }

  Catalogue(List<ModelCard> cards) {
    cards.forEach(this::put);
  }

  private void put(ModelCard card) {
    Map<String, ModelCard> cards =
        byProvider.computeIfAbsent(card.provider(), provider -> new LinkedHashMap<>());
    cards.values().removeIf(old -> old.model().equals(card.model()));
    cards.put(ModelName.normal(card.model()), card);
    card.aliases().forEach(alias -> cards.put(ModelName.normal(alias), card));
  }

  /** The models of a provider, in the order of the table. */
  List<ModelCard> of(String provider) {
    return byProvider.getOrDefault(provider, Map.of()).values().stream().distinct().toList();
  }

  /**
   * What is known of a model by any of its names, also that of a snapshot. If the provider is not
   * in the table, what is known of that model at whoever is.
   */
  Optional<ModelCard> find(String provider, String model) {
    String name = ModelName.normal(model);
    Map<String, ModelCard> own = byProvider.get(provider);
    if (own != null) {
      return ModelName.find(name, own::get);
    }
    return anywhere(name).map(card -> card.at(provider, model));
  }

  private Optional<ModelCard> anywhere(String name) {
    return byProvider.values().stream()
        .flatMap(cards -> ModelName.find(name, cards::get).stream())
        .findFirst();
  }

  /** The providers whose model has this name or alias, in the order of the table. */
  List<String> providersOf(String model) {
    String name = ModelName.normal(model);
    List<String> providers = new ArrayList<>();
    byProvider.forEach(
        (provider, cards) -> {
          if (cards.containsKey(name)) {
            providers.add(provider);
          }
        });
    return providers;
  }
}
