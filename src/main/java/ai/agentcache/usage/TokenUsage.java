package ai.agentcache.usage;

/**
 * Tokens of one answer.
 *
 * @param input tokens of the prompt
 * @param output tokens of the answer
 */
public record TokenUsage(long input, long output) {

  /** Nothing used. */
  public static final TokenUsage NONE = new TokenUsage(0, 0);

  /** Input and output together. */
  public long total() {
    return input + output;
  }
}
