package ai.agentcache.gateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The JSON form of a table of models: {@code providers[]} with {@code provider}, {@code asOf},
 * {@code source} and {@code models[]}, each with {@code model}, {@code capabilities}, {@code
 * speed}, {@code quality} and, where known, {@code aliases}, {@code released}, {@code context},
 * {@code maxOutput}, {@code deprecated} and {@code shutdown}.
 */
final class ModelFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelFile() {}

  /** The table that comes with the service. */
  static List<ModelCard> builtIn() {
    try (InputStream in = ModelFile.class.getResourceAsStream("/models/models.json")) {
      if (in == null) {
        throw new IllegalStateException("models/models.json is not among the resources");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table of the operator; fails with a message that names the file when it cannot be used. */
  static List<ModelCard> at(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "agentcache.gateway.models-file: " + path + " is no table of models: " + e.getMessage(),
          e);
    }
  }

  static List<ModelCard> read(InputStream in) throws IOException {
    List<ModelCard> cards = new ArrayList<>();
    for (JsonNode provider : JSON.readTree(in).required("providers")) {
      LocalDate.parse(provider.required("asOf").asText());
      String name = provider.required("provider").asText();
      provider.required("models").forEach(model -> cards.add(card(name, model)));
    }
    return cards;
  }

  private static ModelCard card(String provider, JsonNode node) {
    return new ModelCard(
        provider,
        node.required("model").asText(),
        words(node.path("aliases")),
        date(node.path("released")),
        number(node.path("context")),
        number(node.path("maxOutput")),
        capabilities(node.required("capabilities")),
        node.required("speed").asInt(),
        node.required("quality").asInt(),
        node.path("deprecated").asBoolean(false),
        date(node.path("shutdown")));
  }

  private static Set<Capability> capabilities(JsonNode node) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    for (String word : words(node)) {
      all.add(
          Capability.of(word)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          word + " is no capability; there are " + Capability.labels())));
    }
    return all;
  }

  private static List<String> words(JsonNode node) {
    List<String> words = new ArrayList<>();
    node.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static Optional<LocalDate> date(JsonNode node) {
    return node.isTextual() ? Optional.of(LocalDate.parse(node.asText())) : Optional.empty();
  }

  private static OptionalLong number(JsonNode node) {
    return node.isIntegralNumber() && node.asLong() > 0
        ? OptionalLong.of(node.asLong())
        : OptionalLong.empty();
  }
}
