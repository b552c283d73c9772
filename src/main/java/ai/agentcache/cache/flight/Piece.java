package ai.agentcache.cache.flight;

import ai.agentcache.usage.TokenUsage;

/**
 * What a computation yields: one {@link Head}, then any number of {@link Event}s, then one {@link
 * End}. One that fails instead of ending has no answer. The cache looks into none of the JSON; the
 * arrays are shared with all readers and nobody changes them.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that are handed on, and compared by nobody
public sealed interface Piece {

  /**
   * What is known before the answer comes.
   *
   * @param json a JSON object
   */
  record Head(byte[] json) implements Piece {}

  /**
   * A part of the answer, or all of it.
   *
   * @param json any JSON value
   */
  record Event(byte[] json) implements Piece {}

  /**
   * The answer is complete.
   *
   * @param storable whether it may be answered to others later
   * @param usage the tokens that made it
   * @param costNanos what it cost, 10⁻⁹ dollars
   */
  record End(boolean storable, TokenUsage usage, long costNanos) implements Piece {}
}
