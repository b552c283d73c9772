package ai.agentcache.architecture.violations.embedded;

/** May wait, look at the clock and read the environment. */
final class Launches {
  boolean launched(Process process) throws InterruptedException {
    long start = System.nanoTime();
    return process.waitFor() == 0 && System.nanoTime() > start && System.getenv("HOME") != null;
  }
}
