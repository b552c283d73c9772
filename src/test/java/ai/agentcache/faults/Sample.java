package ai.agentcache.faults;

/**
 * One request of a load.
 *
 * @param due when it should have been sent, {@link System#nanoTime()}
 * @param latency nanoseconds from then until its end, so that waiting for a connection counts
 * @param status of the answer, 0 without one
 * @param outcome what became of it
 */
record Sample(long due, long latency, int status, Outcome outcome) {

  long end() {
    return due + latency;
  }
}
