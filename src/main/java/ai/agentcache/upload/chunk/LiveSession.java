package ai.agentcache.upload.chunk;

/**
 * A session as Redis knows it now.
 *
 * @param state its state, as {@code upload_sessions} has it
 * @param reported what the reports about chunks add up to
 * @param said what the client says itself; its prefix is 0
 */
public record LiveSession(String state, Totals reported, Totals said) {

  /** The further of what was reported and what was said. */
  public Totals totals() {
    return reported.max(said);
  }
}
