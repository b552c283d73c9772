package ai.agentcache.gateway.chat;

/** Why an answer ended. */
public enum Finish {
  /** It was done, or came to a stop text. */
  STOP,
  /** It waits for the results of tools. */
  TOOLS,
  /** It reached its limit of tokens. */
  LENGTH,
  /** The provider's filter cut it off. */
  FILTER,
  /** The model refused. */
  REFUSAL;

  /** Whether the answer is whole; what was cut off is not stored unless asked. */
  public boolean isWhole() {
    return this != LENGTH && this != FILTER;
  }
}
