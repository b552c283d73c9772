package ai.agentcache.architecture.violations;

import ai.agentcache.architecture.violations.http.Edge;
import org.jspecify.annotations.Nullable;

/** May use every package, wait, look at the clock and read the environment. */
public final class Launcher {
  @Nullable Edge launch(Process process) throws InterruptedException {
    long start = System.nanoTime();
    return process.waitFor() == 0 && System.nanoTime() > start ? new Edge(home()) : null;
  }

  private static String home() {
    return String.valueOf(System.getenv("HOME"));
  }
}
