package ai.agentcache.gateway.chat;

import java.util.Optional;

/**
 * A step of an answer that is still being given. Parts come one after another; a delta of another
 * kind, or of another tool call, ends the part before it.
 */
public sealed interface Delta {

  /** The answer begins. */
  record Start(String id, String model) implements Delta {}

  /** More text. */
  record Text(String text) implements Delta {}

  /** More of a thought; the seal comes last, if at all. */
  record Thought(String text, Optional<String> seal, boolean encrypted) implements Delta {}

  /** More of a refusal. */
  record Refusal(String text) implements Delta {}

  /**
   * A tool call begins.
   *
   * @param index counts the calls of the answer from 0
   */
  record Call(int index, String id, String name) implements Delta {}

  /** More of the arguments of a call. */
  record Arguments(int index, String json) implements Delta {}

  /** An image or sound the model made. */
  record Media(Part.Media media) implements Delta {}

  /**
   * Why it ends. Only the usage may come after this; and, where several answers were asked for, why
   * all of them together end, of which the last counts.
   */
  record End(Finish finish, Optional<String> stopSequence) implements Delta {}

  /** The tokens it took so far; the last one counts. */
  record Usage(Spent spent) implements Delta {}
}
