package ai.agentcache.architecture.violations.time;

/** May ask the machine. */
final class OwnClock {
  long nanos() {
    return System.nanoTime();
  }
}
