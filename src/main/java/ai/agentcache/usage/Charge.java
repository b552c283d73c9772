package ai.agentcache.usage;

/**
 * The tokens of an answer as providers price them.
 *
 * @param input of the prompt, the two below included
 * @param cachedInput of the prompt, read from the provider's cache
 * @param cacheWrites of the prompt, put into the provider's cache
 * @param output of the answer
 */
public record Charge(long input, long cachedInput, long cacheWrites, long output) {

  /** Makes sense of what makes none: no part is negative, or larger than the whole. */
  public Charge {
    input = Math.max(0, input);
    cachedInput = Math.min(input, Math.max(0, cachedInput));
    cacheWrites = Math.min(input - cachedInput, Math.max(0, cacheWrites));
    output = Math.max(0, output);
  }

  /** Without a provider's cache. */
  static Charge of(TokenUsage usage) {
    return new Charge(usage.input(), 0, 0, usage.output());
  }

  long plainInput() {
    return input - cachedInput - cacheWrites;
  }
}
