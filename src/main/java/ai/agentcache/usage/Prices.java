package ai.agentcache.usage;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A price table: which model of which provider costs what. Immutable. */
final class Prices {

  private final Map<String, Map<String, Price>> models;
  private final Map<String, String> aliases;

  private Prices(Map<String, Map<String, Price>> models, Map<String, String> aliases) {
    this.models = models;
    this.aliases = aliases;
  }

  /**
   * @param models prices by provider and model
   * @param aliases other names of providers
   */
  static Prices of(Map<String, Map<String, Price>> models, Map<String, String> aliases) {
    Map<String, Map<String, Price>> copy = new LinkedHashMap<>();
    models.forEach((provider, prices) -> copy.put(provider, Map.copyOf(prices)));
    return new Prices(Collections.unmodifiableMap(copy), Map.copyOf(aliases));
  }

  /** This table with the rows of another added, or put in the place of its own. */
  Prices with(Prices others) {
    Map<String, Map<String, Price>> merged = new LinkedHashMap<>();
    models.forEach((provider, prices) -> merged.put(provider, new HashMap<>(prices)));
    others.models.forEach(
        (provider, prices) ->
            merged.computeIfAbsent(provider, p -> new HashMap<>()).putAll(prices));
    Map<String, String> names = new HashMap<>(aliases);
    names.putAll(others.aliases);
    return of(merged, names);
  }

  /**
   * The price of a model. The model may carry its provider ({@code openai:gpt-4o}, {@code
   * openai/gpt-4o}), which then counts; without any provider ({@link Dimensions#NONE} or empty) the
   * first of the table that has the model does.
   */
  Optional<Price> of(String provider, String model) {
    String name = ModelName.normal(model);
    Optional<Price> own = in(known(provider), name);
    return own.isPresent() ? own : prefixed(name).or(() -> anywhere(provider, name));
  }

  /** How many rows there are, aliases included. */
  int size() {
    return models.values().stream().mapToInt(Map::size).sum();
  }

  Set<String> providers() {
    return models.keySet();
  }

  Map<String, Price> models(String provider) {
    return models.getOrDefault(provider, Map.of());
  }

  private Optional<Price> prefixed(String name) {
    int end = prefixEnd(name);
    if (end <= 0) {
      return Optional.empty();
    }
    return in(known(name.substring(0, end)), name.substring(end + 1));
  }

  private static int prefixEnd(String name) {
    int colon = name.indexOf(':');
    int slash = name.indexOf('/');
    return colon < 0 || (slash >= 0 && slash < colon) ? slash : colon;
  }

  private Optional<Price> anywhere(String provider, String name) {
    boolean named = !provider.isEmpty() && !provider.equals(Dimensions.NONE);
    return named
        ? Optional.empty()
        : models.keySet().stream().flatMap(p -> in(p, name).stream()).findFirst();
  }

  private Optional<Price> in(@Nullable String provider, String name) {
    Map<String, Price> prices = provider == null ? null : models.get(provider);
    return prices == null ? Optional.empty() : ModelName.find(name, prices::get);
  }

  private @Nullable String known(String provider) {
    String name = ModelName.normal(provider);
    return models.containsKey(name) ? name : aliases.get(name);
  }
}
