package ai.agentcache.gateway.routing;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known of a model.
 *
 * @param provider who runs it
 * @param model what the provider calls it
 * @param aliases other names the provider has for it
 * @param released the day it came out, if known
 * @param context most tokens of prompt and answer together, if known
 * @param maxOutput most tokens of the answer, if known
 * @param capabilities what it can do
 * @param speed from 1, slow, to 3, fast
 * @param quality from 1 to 5
 * @param deprecated whether its provider wants to be rid of it
 * @param shutdown the day after which it is not answered any more, if announced
 */
public record ModelCard(
    String provider,
    String model,
    List<String> aliases,
    Optional<LocalDate> released,
    OptionalLong context,
    OptionalLong maxOutput,
    Set<Capability> capabilities,
    int speed,
    int quality,
    boolean deprecated,
    Optional<LocalDate> shutdown) {

  private static final int MIDDLE_SPEED = 2;
  private static final int LOW_QUALITY = 2;

  /** Takes copies; fails when a class is out of range. */
  public ModelCard {
    aliases = List.copyOf(aliases);
    capabilities = Set.copyOf(capabilities);
    if (speed < 1 || speed > 3 || quality < 1 || quality > 5) {
      throw new IllegalArgumentException(model + ": speed is from 1 to 3, quality from 1 to 5");
    }
  }

  /** Of a model that nobody has described: it is trusted with text and with nothing else. */
  static ModelCard unknown(String provider, String model) {
    return plain(provider, model, Set.of(Capability.TEXT), MIDDLE_SPEED, LOW_QUALITY);
  }

  /** Of a model that takes whatever it is given and answers at once, if not well. */
  static ModelCard makeshift(String provider, String model) {
    Set<Capability> all = EnumSet.complementOf(EnumSet.of(Capability.EMBEDDINGS));
    return plain(provider, model, all, 3, 1);
  }

  private static ModelCard plain(
      String provider, String model, Set<Capability> capabilities, int speed, int quality) {
    return new ModelCard(
        provider,
        model,
        List.of(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        capabilities,
        speed,
        quality,
        false,
        Optional.empty());
  }

  /** The same model run by somebody else, perhaps by another name. */
  ModelCard at(String other, String name) {
    return new ModelCard(
        other,
        name,
        List.of(),
        released,
        context,
        maxOutput,
        capabilities,
        speed,
        quality,
        deprecated,
        shutdown);
  }
}
