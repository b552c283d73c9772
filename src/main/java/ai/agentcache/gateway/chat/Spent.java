package ai.agentcache.gateway.chat;

/**
 * The tokens an answer took.
 *
 * @param input of the prompt, those the provider had cached included
 * @param output of the answer, thoughts included
 * @param cachedInput of the prompt, which the provider had cached
 * @param cacheWrites of the prompt, which the provider put into its cache
 * @param reasoning of the answer, which were thoughts
 */
public record Spent(long input, long output, long cachedInput, long cacheWrites, long reasoning) {

  /** Nothing is known. */
  public static final Spent UNKNOWN = new Spent(0, 0, 0, 0, 0);

  /** Only input and output. */
  public static Spent of(long input, long output) {
    return new Spent(input, output, 0, 0, 0);
  }

  /** All tokens. */
  public long total() {
    return input + output;
  }

  /** Whether the provider said anything. */
  public boolean isKnown() {
    return input > 0 || output > 0;
  }
}
