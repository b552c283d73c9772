package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.http.ErrorCode;

/** What became of a node. */
sealed interface Outcome {

  /**
   * It was answered.
   *
   * @param output what the model said
   * @param model who said it
   * @param provider whose model that is
   * @param cached whether it had been stored before
   * @param degraded whether it is less than what was asked for
   * @param usage the tokens as the provider told them
   * @param tokens the tokens it is counted with
   * @param costNanos what they cost, 10⁻⁹ dollars
   * @param latencyMillis how long it took
   */
  record Completed(
      String output,
      String model,
      String provider,
      boolean cached,
      boolean degraded,
      Spent usage,
      long tokens,
      long costNanos,
      long latencyMillis)
      implements Outcome {}

  /**
   * It was not.
   *
   * @param code which error
   * @param message what went wrong; shown to the caller
   * @param latencyMillis how long it took
   */
  record Failed(ErrorCode code, String message, long latencyMillis) implements Outcome {}

  /**
   * It was not asked.
   *
   * @param reason why
   */
  record Skipped(String reason) implements Outcome {}
}
