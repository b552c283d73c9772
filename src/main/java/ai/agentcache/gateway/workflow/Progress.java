package ai.agentcache.gateway.workflow;

import java.util.Map;

/** A step of a run. */
sealed interface Progress {

  /** A node is being asked. */
  record Started(Node node) implements Progress {}

  /** A node has come to its end, or will never begin. */
  record Ended(Node node, Outcome outcome) implements Progress {}

  /**
   * The run is over; comes once and last.
   *
   * @param outcomes of all nodes, by id
   * @param latencyMillis how long it took
   */
  record Finished(Map<String, Outcome> outcomes, long latencyMillis) implements Progress {
    public Finished {
      outcomes = Map.copyOf(outcomes);
    }
  }
}
