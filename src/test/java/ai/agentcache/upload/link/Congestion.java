package ai.agentcache.upload.link;

/** How much a stream may have under way, by what happened to what it sent. Segments, seconds. */
interface Congestion {

  /** The congestion window, segments. */
  double window();

  /**
   * A unit arrived.
   *
   * @param rtt how long that took, there and back
   * @param rate what arrived meanwhile, segments per second
   * @param mayGrow whether the window was in use, and nothing is being recovered
   */
  void acked(double now, double rtt, double rate, boolean mayGrow);

  /** Something was lost, for the first time since the window was last reduced. */
  void lost();

  /** Nothing arrived for so long that all that is under way counts as lost. */
  void timedOut();
}
