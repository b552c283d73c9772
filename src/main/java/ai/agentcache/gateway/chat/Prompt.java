package ai.agentcache.gateway.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a model is asked.
 *
 * @param model the model as its provider calls it
 * @param turns the conversation, instructions among them, in order
 * @param sampling how the answer is drawn
 * @param tools what the model may call
 * @param format the form the answer has to have
 * @param reasoning how much to think; empty leaves it to the model
 * @param dialect the name of the dialect it was said in
 * @param source the body it was read from; a provider of the same dialect is sent this, so that
 *     fields nobody here knows reach it untouched. Not to be changed: {@link #sourceCopy()}.
 */
public record Prompt(
    String model,
    List<Turn> turns,
    Sampling sampling,
    Tools tools,
    ResponseFormat format,
    Optional<Reasoning> reasoning,
    String dialect,
    ObjectNode source) {

  /** Takes a copy of the conversation. */
  public Prompt {
    turns = List.copyOf(turns);
  }

  /** The same for another model. */
  public Prompt withModel(String other) {
    return new Prompt(other, turns, sampling, tools, format, reasoning, dialect, source);
  }

  /** The same with another body, which says no more than it. */
  public Prompt withSource(ObjectNode other) {
    return new Prompt(model, turns, sampling, tools, format, reasoning, dialect, other);
  }

  /** The body it was read from, to be changed at will, with the model it is for now. */
  public ObjectNode sourceCopy() {
    ObjectNode copy = source.deepCopy();
    copy.put("model", model);
    return copy;
  }
}
