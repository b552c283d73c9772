package ai.agentcache.gateway.front;

import ai.agentcache.gateway.routing.Capability;
import ai.agentcache.gateway.routing.ModelCard;
import ai.agentcache.gateway.routing.Offer;
import ai.agentcache.usage.Price;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Models as callers see them. */
final class ModelViews {

  private ModelViews() {}

  /**
   * All models.
   *
   * @param models by provider, in the order of the table
   */
  @Schema(name = "Models", requiredProperties = "models")
  public record ModelList(List<Model> models) {}

  /**
   * A model; what is not known of it is null.
   *
   * @param id {@code provider:model}
   * @param provider who runs it
   * @param model what the provider calls it
   * @param aliases other names the provider has for it
   * @param configured whether it can be asked: its provider has a key, or needs none
   * @param capabilities what it can do
   * @param contextLength most tokens of prompt and answer together
   * @param maxOutputTokens most tokens of an answer
   * @param speed from 1, slow, to 3, fast
   * @param quality from 1 to 5
   * @param prices what it costs
   * @param deprecated whether its provider wants to be rid of it
   * @param shutdown the day after which it is not answered any more
   */
  @Schema(
      name = "Model",
      requiredProperties = {
        "id",
        "provider",
        "model",
        "aliases",
        "configured",
        "capabilities",
        "contextLength",
        "maxOutputTokens",
        "speed",
        "quality",
        "prices",
        "deprecated",
        "shutdown"
      })
  public record Model(
      String id,
      String provider,
      String model,
      List<String> aliases,
      boolean configured,
      List<String> capabilities,
      @Nullable Long contextLength,
      @Nullable Long maxOutputTokens,
      int speed,
      int quality,
      @Nullable Prices prices,
      boolean deprecated,
      @Nullable LocalDate shutdown) {

    static Model of(Offer offer) {
      ModelCard card = offer.card();
      return new Model(
          offer.target().label(),
          card.provider(),
          card.model(),
          card.aliases(),
          offer.target().provider().isConfigured(),
          card.capabilities().stream().sorted().map(Capability::label).toList(),
          number(card.context()),
          number(card.maxOutput()),
          card.speed(),
          card.quality(),
          offer.price().map(Prices::of).orElse(null),
          card.deprecated(),
          card.shutdown().orElse(null));
    }

    private static @Nullable Long number(OptionalLong value) {
      return value.isPresent() ? value.getAsLong() : null;
    }
  }

  /**
   * What a model costs, dollars for a million tokens.
   *
   * @param input of the prompt
   * @param cachedInput of the prompt, if the provider had it cached
   * @param output of the answer
   * @param asOf when this was last confirmed
   */
  @Schema(
      name = "ModelPrices",
      requiredProperties = {"input", "cachedInput", "output", "asOf"})
  public record Prices(
      BigDecimal input, BigDecimal cachedInput, BigDecimal output, LocalDate asOf) {

    static Prices of(Price price) {
      return new Prices(
          dollars(price.input()),
          dollars(price.cachedInput()),
          dollars(price.output()),
          price.asOf());
    }

    private static BigDecimal dollars(long nanos) {
      BigDecimal dollars = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
      return dollars.scale() < 0 ? dollars.setScale(0) : dollars;
    }
  }
}
