package ai.agentcache.fakes;

/**
 * How a call ended, when (milliseconds after its request had arrived) and how many bytes of the
 * body had been handed to the connection.
 */
public record Ending(Kind kind, long afterMillis, long bytes) {

  /** Who ended it. */
  public enum Kind {
    /** The whole answer was sent. */
    COMPLETED,
    /** The client closed the connection before the answer was complete. */
    ABORTED,
    /** The script said to cut the connection. */
    CUT
  }
}
