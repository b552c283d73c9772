package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {

  private static final Prices PRICES = PriceFile.builtIn();

  private static Optional<String> input(String provider, String model) {
    return PRICES
        .of(provider, model)
        .map(p -> java.math.BigDecimal.valueOf(p.input(), 9).stripTrailingZeros().toPlainString());
  }

  @ParameterizedTest
  @CsvSource({
    "openai,gpt-4o,2.5",
    "openai,GPT-4o,2.5",
    "openai,gpt-4o-2024-08-06,2.5",
    "openai,gpt-4o-2024-05-13,5",
    "openai,gpt-4o-mini,0.15",
    "openai,gpt-4o-mini-2024-07-18,0.15",
    "openai,gpt-3.5-turbo-0125,0.5",
    "openai,gpt-3.5-turbo-0613,1.5",
    "openai,gpt-4.1-2025-04-14,2",
    "azure,gpt-35-turbo,0.5",
    "-,openai:gpt-4o,2.5",
    "-,openai/gpt-4o-2024-11-20,2.5",
    "-,gpt-4o,2.5",
    "-,claude-3-5-sonnet-20241022,3",
    "openrouter,openai/gpt-4o,2.5",
    "anthropic,claude-3-5-sonnet-latest,3",
    "anthropic,claude-3-haiku@20240307,0.25",
    "anthropic,claude-opus-4-20250514,15",
    "anthropic,claude-opus-4-5-20251101,5",
    "google,gemini-2.5-flash-preview-09-2025,0.3",
    "google,gemini-1.5-pro-002,1.25",
    "gemini,gemini-3.1-pro-preview,2",
    "xai,grok-3-latest,3",
    "mistral,mistral-large-2411,2",
    "mistral,mistral-large-2512,0.5",
    "groq,llama-3.3-70b-versatile,0.59",
    "-,groq:meta-llama/llama-4-scout-17b-16e-instruct,0.11",
    "together,meta-llama/Llama-3.3-70B-Instruct-Turbo,0.88",
  })
  void of_aKnownModel_isItsPrice(String provider, String model, String dollars) {
    assertEquals(Optional.of(dollars), input(provider, model));
  }

  @ParameterizedTest
  @CsvSource({
    "openai,gpt-4o-audio-preview",
    "openai,gpt-6",
    "openai,gpt-4oo",
    "anthropic,claude-opus-4-9",
    "anthropic,gpt-4o",
    "ollama,gpt-4o",
    "openai,-",
    "-,-",
    "openai,''",
  })
  void of_aModelThatMayBeAnother_isEmpty(String provider, String model) {
    assertEquals(Optional.empty(), input(provider, model));
  }

  @Test
  void of_aVeryLongName_isEmptyAndQuick() {
    assertEquals(Optional.empty(), input("openai", "gpt-4o" + "-1234".repeat(50_000)));
  }

  @Test
  void builtIn_hasSixtyDatedModelsOfTheKnownProviders() {
    int models = PRICES.providers().stream().mapToInt(p -> PRICES.models(p).size()).sum();
    assertTrue(models >= 60, models + " models");
    assertTrue(
        PRICES
            .providers()
            .containsAll(
                List.of("openai", "anthropic", "google", "xai", "mistral", "deepseek", "groq")));
    for (String provider : PRICES.providers()) {
      PRICES.models(provider).forEach(PricesTest::assertPlausible);
    }
  }

  @Test
  void builtIn_whatAnthropicPutsIntoItsCache_costsAQuarterMore() {
    Price price = PRICES.of("anthropic", "claude-sonnet-4-5").orElseThrow();
    assertEquals(3_750_000_000L, price.cost(new Charge(1_000_000, 0, 1_000_000, 0)));
  }

  private static void assertPlausible(String model, Price price) {
    assertTrue(price.input() > 0 && price.input() <= 200_000_000_000L, model);
    assertTrue(price.output() == 0 || price.output() >= price.input(), model);
    assertTrue(price.cachedInput() <= price.input(), model);
    assertTrue(price.asOf().isAfter(LocalDate.of(2025, 1, 1)), model);
  }

  @Test
  void with_anOperatorsFile_replacesAndAddsRows(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("mine.json");
    Files.writeString(
        file,
        """
        {"providers":[
          {"provider":"openai","asOf":"2026-01-01","models":[{"model":"gpt-4o","input":1,"output":2}]},
          {"provider":"Local","asOf":"2026-01-01","models":[{"model":"Llama","input":0,"output":0}]}]}
        """);
    Prices merged = PRICES.with(PriceFile.at(file));
    assertEquals(1_000_000_000L, merged.of("openai", "gpt-4o").orElseThrow().input());
    assertEquals(0, merged.of("local", "llama").orElseThrow().output());
    assertEquals(150_000_000L, merged.of("openai", "gpt-4o-mini").orElseThrow().input());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "[]",
        "not json",
        "{\"providers\":[{\"provider\":\"a\",\"models\":[{\"model\":\"b\",\"input\":1,\"output\":1}]}]}",
        "{\"providers\":[{\"provider\":\"a\",\"asOf\":\"2026-01-01\",\"models\":[{\"model\":\"b\",\"input\":-1,\"output\":1}]}]}",
        "{\"providers\":[{\"provider\":\"a\",\"asOf\":\"2026-01-01\",\"models\":[{\"model\":\"b\",\"input\":\"1\",\"output\":1}]}]}",
      })
  void at_aFileThatIsNoTable_failsNamingTheSetting(String content, @TempDir Path dir)
      throws IOException {
    Path file = Files.writeString(dir.resolve("bad.json"), content);
    Exception e = assertThrows(IllegalArgumentException.class, () -> PriceFile.at(file));
    assertTrue(String.valueOf(e.getMessage()).contains("prices-file"), e::getMessage);
  }

  @Test
  void read_aModelTwice_isRefused() {
    String twice =
        """
        {"providers":[{"provider":"a","asOf":"2026-01-01","models":[
          {"model":"b","input":1,"output":1},{"model":"B","input":2,"output":2}]}]}
        """;
    assertThrows(
        IllegalArgumentException.class,
        () -> PriceFile.read(new ByteArrayInputStream(twice.getBytes(StandardCharsets.UTF_8))));
  }
}
