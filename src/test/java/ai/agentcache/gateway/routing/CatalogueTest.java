package ai.agentcache.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

  private static final List<ModelCard> BUILT_IN = ModelFile.builtIn();

  @TempDir Path folder = Path.of("");

  @Test
  void builtIn_everyRow_saysWhatARouterHasToKnow() {
    Set<String> names = new HashSet<>();
    for (ModelCard card : BUILT_IN) {
      assertTrue(names.add(card.provider() + ":" + card.model()), card.model() + " comes twice");
      assertTrue(card.context().isPresent(), card.model());
      boolean text = card.capabilities().contains(Capability.TEXT);
      assertTrue(text || card.capabilities().contains(Capability.EMBEDDINGS), card.model());
      assertTrue(
          card.maxOutput().orElse(0) <= card.context().getAsLong(), card.model() + " overflows");
      assertTrue(card.shutdown().isEmpty() || card.deprecated(), card.model());
    }
    assertTrue(names.size() > 40);
  }

  @Test
  void builtIn_everyProvider_hasACheapAndAGoodModel() {
    for (String provider : List.of("openai", "anthropic", "google", "xai")) {
      List<ModelCard> current =
          BUILT_IN.stream()
              .filter(card -> card.provider().equals(provider) && !card.deprecated())
              .toList();
      assertTrue(current.stream().anyMatch(card -> card.quality() >= 4), provider);
      assertTrue(current.stream().anyMatch(card -> card.quality() <= 3), provider);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o, gpt-4o",
    "openai, GPT-4o-2024-11-20, gpt-4o",
    "openai, gpt-4o-mini-2024-07-18, gpt-4o-mini",
    "anthropic, claude-haiku-4-5-20251001, claude-haiku-4-5",
    "google, gemini-3.1-flash-lite-preview-09-2026, gemini-3.1-flash-lite",
  })
  void find_byAnyName_isTheModel(String provider, String name, String model) {
    Optional<ModelCard> found = new Catalogue(BUILT_IN).find(provider, name);
    assertEquals(Optional.of(model), found.map(ModelCard::model));
  }

  @Test
  void find_atAProviderThatIsNotInTheTable_isTheSameModelThere() {
    Catalogue catalogue = new Catalogue(BUILT_IN);
    ModelCard there = catalogue.find("proxy", "gpt-4o").orElseThrow();
    assertEquals("proxy", there.provider());
    assertEquals(128_000, there.context().orElse(0));
    assertTrue(catalogue.find("openai", "claude-opus-5").isEmpty());
    assertTrue(catalogue.find("proxy", "unheard-of").isEmpty());
  }

  @Test
  void modelsFile_replacesAndAddsRows() throws IOException {
    Path file = folder.resolve("models.json");
    Files.writeString(
        file,
        """
        {"providers": [
          {"provider": "openai", "asOf": "2026-11-01", "models": [
            {"model": "gpt-4o", "context": 7, "speed": 1, "quality": 1, "capabilities": ["text"]}]},
          {"provider": "local", "asOf": "2026-11-01", "models": [
            {"model": "llama", "context": 8192, "speed": 3, "quality": 2,
             "capabilities": ["text", "tools"], "aliases": ["l"]}]}]}
        """);
    Catalogue catalogue = new Catalogue(new Configured(Optional.of(file)));
    assertEquals(7, catalogue.find("openai", "gpt-4o").orElseThrow().context().orElse(0));
    assertEquals("llama", catalogue.find("local", "L").orElseThrow().model());
    assertEquals(1, catalogue.of("local").size());
    assertFalse(catalogue.of("anthropic").isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | providers",
        "{\"providers\":[{\"provider\":\"x\",\"models\":[]}]} | asOf",
        "{\"providers\":[{\"provider\":\"x\",\"asOf\":\"2026-01-01\",\"models\":[{\"model\":\"m\",\"speed\":4,\"quality\":1,\"capabilities\":[]}]}]} | speed",
        "{\"providers\":[{\"provider\":\"x\",\"asOf\":\"2026-01-01\",\"models\":[{\"model\":\"m\",\"speed\":1,\"quality\":1,\"capabilities\":[\"magic\"]}]}]} | magic",
      })
  void modelsFile_thatIsNone_isNamed(String text, String problem) throws IOException {
    Path file = folder.resolve("bad.json");
    Files.writeString(file, text);
    Exception failure =
        assertThrows(
            IllegalArgumentException.class, () -> new Catalogue(new Configured(Optional.of(file))));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains("bad.json") && message.contains(problem), message);
  }

  /** Settings with nothing but a file of models. */
  private record Configured(Optional<Path> modelsFile) implements RoutingConfig {

    @Override
    public Map<String, String> aliases() {
      return Map.of();
    }

    @Override
    public Optional<String> defaultModel() {
      return Optional.empty();
    }

    @Override
    public Map<Wish.NodeType, String> orchestrated() {
      return Map.of();
    }
  }
}
