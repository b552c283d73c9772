package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.usage.Price;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Providers, models and settings for tests; `mock` is always there. */
final class SampleMarket implements RoutingConfig {

  static final Set<Capability> ALL = EnumSet.complementOf(EnumSet.of(Capability.EMBEDDINGS));

  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final List<ModelCard> cards = new ArrayList<>();
  private final Map<String, Price> prices = new HashMap<>();
  private final Map<String, Condition> conditions = new HashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<Wish.NodeType, String> orchestrated = new HashMap<>();
  private Optional<String> defaultModel = Optional.empty();

  /** Three providers: one good and dear, one middling, one cheap; the last has no image model. */
  static SampleMarket usual() {
    return new SampleMarket()
        .model("alpha", "alpha-large", 1, 5, 10, ALL)
        .model("alpha", "alpha-small", 3, 2, 0.5, ALL)
        .model("beta", "beta-pro", 2, 4, 3, ALL)
        .model("beta", "beta-flash", 3, 3, 0.3, ALL)
        .model("gamma", "gamma-1", 3, 3, 0.1, Set.of(Capability.TEXT));
  }

  SampleMarket model(
      String provider, String model, int speed, int quality, double price, Set<Capability> can) {
    card(card(provider, model, speed, quality, can, 100_000, false));
    prices.put(provider + ":" + model, price(price));
    return provider(provider);
  }

  SampleMarket card(ModelCard card) {
    cards.add(card);
    return provider(card.provider());
  }

  static ModelCard card(
      String provider,
      String model,
      int speed,
      int quality,
      Set<Capability> can,
      long context,
      boolean deprecated) {
    return new ModelCard(
        provider,
        model,
        List.of(model + "-latest"),
        Optional.empty(),
        OptionalLong.of(context),
        OptionalLong.of(8_000),
        can,
        speed,
        quality,
        deprecated,
        Optional.empty());
  }

  /** Dollars for a million tokens, in or out. */
  static Price price(double dollars) {
    long nanos = BigDecimal.valueOf(dollars).movePointRight(9).longValueExact();
    return new Price(nanos, nanos, nanos, LocalDate.EPOCH);
  }

  private SampleMarket provider(String name) {
    providers.putIfAbsent(name, new SampleProvider(name, true, List.of()));
    return this;
  }

  SampleMarket listed(String name, String... models) {
    providers.put(name, new SampleProvider(name, true, List.of(models)));
    return this;
  }

  SampleMarket closed(String name) {
    providers.put(name, new SampleProvider(name, false, List.of()));
    return this;
  }

  SampleMarket down(String name) {
    conditions.put(name, new Condition(false, 0, 0));
    return this;
  }

  SampleMarket condition(String name, Condition condition) {
    conditions.put(name, condition);
    return this;
  }

  SampleMarket alias(String name, String target) {
    aliases.put(name, target);
    return this;
  }

  SampleMarket set(Wish.NodeType work, String target) {
    orchestrated.put(work, target);
    return this;
  }

  SampleMarket byDefault(String target) {
    defaultModel = Optional.of(target);
    return this;
  }

  Offers offers() {
    List<Provider> all = new ArrayList<>(providers.values());
    all.add(new SampleProvider("mock", true, List.of("mock")));
    return new Offers(
        all,
        new Catalogue(cards),
        (provider, model) -> Optional.ofNullable(prices.get(provider + ":" + model)));
  }

  Router router() {
    List<Provider> all = new ArrayList<>(providers.values());
    all.add(new SampleProvider("mock", true, List.of("mock")));
    return new Router(all, offers(), this::condition, this);
  }

  List<Candidate> candidates() {
    return offers().open().stream()
        .map(offer -> new Candidate(offer, condition(offer.target().provider())))
        .toList();
  }

  private Condition condition(Provider provider) {
    return conditions.getOrDefault(provider.name(), Condition.IDLE);
  }

  static List<String> labels(List<Candidate> candidates) {
    return candidates.stream().map(candidate -> candidate.target().label()).toList();
  }

  @Override
  public Optional<Path> modelsFile() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> aliases() {
    return aliases;
  }

  @Override
  public Optional<String> defaultModel() {
    return defaultModel;
  }

  @Override
  public Map<Wish.NodeType, String> orchestrated() {
    return orchestrated;
  }
}
