package ai.agentcache.gateway.chat;

import java.util.List;
import java.util.Optional;

/**
 * What a model answered.
 *
 * @param id the provider's id of the answer
 * @param model the model that answered, as the provider calls it
 * @param parts text, thoughts, tool calls, refusals and media, in order
 * @param finish why it ended
 * @param stopSequence the stop text that ended it, if the provider says so
 * @param usage the tokens it took
 */
public record Completion(
    String id,
    String model,
    List<Part> parts,
    Finish finish,
    Optional<String> stopSequence,
    Spent usage) {

  /** Takes a copy of the parts. */
  public Completion {
    parts = List.copyOf(parts);
  }

  /** The text of the answer, without thoughts and refusals. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Text piece) {
        text.append(piece.text());
      }
    }
    return text.toString();
  }
}
