package ai.agentcache.gateway.chat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How an answer is drawn; what is empty is left to the model.
 *
 * @param temperature from 0 to 2
 * @param topP the share of probability to draw from
 * @param topK the number of tokens to draw from
 * @param maxTokens most tokens of the answer, thoughts included
 * @param stop texts that end the answer
 * @param seed the same seed draws the same answer, where a provider can
 * @param frequencyPenalty from -2 to 2
 * @param presencePenalty from -2 to 2
 */
public record Sampling(
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalInt topK,
    OptionalLong maxTokens,
    List<String> stop,
    OptionalLong seed,
    OptionalDouble frequencyPenalty,
    OptionalDouble presencePenalty) {

  /** Everything left to the model. */
  public static final Sampling DEFAULT =
      new Sampling(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          List.of(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  /** Takes a copy of the stop texts. */
  public Sampling {
    stop = List.copyOf(stop);
  }
}
