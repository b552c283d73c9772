package ai.agentcache.usage;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON form of a price table: {@code providers[]} with {@code provider}, {@code aliases?},
 * {@code asOf} and {@code models[]}, each with {@code model}, {@code input}, {@code cachedInput?},
 * {@code output} in dollars a million tokens, {@code aliases?} and {@code asOf?}.
 */
final class PriceFile {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Map<String, Map<String, Price>> models = new LinkedHashMap<>();
  private final Map<String, String> aliases = new HashMap<>();

  private PriceFile() {}

  /** The table that comes with the service. */
  static Prices builtIn() {
    try (InputStream in = PriceFile.class.getResourceAsStream("/prices/prices.json")) {
      if (in == null) {
        throw new IllegalStateException("prices/prices.json is not among the resources");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table of the operator; fails with a message that names the file when it cannot be used. */
  static Prices at(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "agentcache.usage.prices-file: " + path + " is no price table: " + e.getMessage(), e);
    }
  }

  static Prices read(InputStream in) throws IOException {
    PriceFile file = new PriceFile();
    JsonNode providers = JSON.readTree(in).required("providers");
    providers.forEach(file::provider);
    return Prices.of(file.models, file.aliases);
  }

  private void provider(JsonNode node) {
    String provider = ModelName.normal(node.required("provider").asText());
    node.path("aliases").forEach(alias -> aliases.put(ModelName.normal(alias.asText()), provider));
    Map<String, Price> prices = models.computeIfAbsent(provider, p -> new LinkedHashMap<>());
    node.required("models").forEach(model -> model(model, node, prices));
  }

  private static void model(JsonNode node, JsonNode provider, Map<String, Price> prices) {
    Price price = price(node, provider);
    put(node.required("model").asText(), price, prices);
    node.path("aliases").forEach(alias -> put(alias.asText(), price, prices));
  }

  private static void put(String model, Price price, Map<String, Price> prices) {
    if (prices.put(ModelName.normal(model), price) != null) {
      throw new IllegalArgumentException(model + " is priced twice");
    }
  }

  private static Price price(JsonNode node, JsonNode provider) {
    JsonNode asOf = node.has("asOf") ? node.get("asOf") : provider.required("asOf");
    long input = dollars(node, "input");
    return new Price(
        input,
        node.has("cachedInput") ? dollars(node, "cachedInput") : input,
        node.has("cacheWrite") ? dollars(node, "cacheWrite") : input,
        dollars(node, "output"),
        LocalDate.parse(asOf.asText()));
  }

  private static long dollars(JsonNode node, String field) {
    JsonNode value = node.required(field);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("`" + field + "` must be a number, not " + value);
    }
    return Price.ofDollars(value.decimalValue());
  }
}
