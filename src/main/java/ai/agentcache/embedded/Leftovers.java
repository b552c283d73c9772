package ai.agentcache.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Servers of this data directory that outlived their service, or are still shutting down. */
final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Leftovers() {}

  /** Ends them, and only them: a process whose first argument is one of the marks. */
  static void end(Set<String> marks) {
    List<ProcessHandle> found =
        ProcessHandle.allProcesses().filter(process -> isMarked(process, marks)).toList();
    found.forEach(ProcessHandle::destroy);
    if (!Patience.until(() -> gone(found), PATIENCE)) {
      found.forEach(ProcessHandle::destroyForcibly);
      Patience.until(() -> gone(found), PATIENCE);
    }
  }

  private static boolean isMarked(ProcessHandle process, Set<String> marks) {
    return process
        .info()
        .arguments()
        .filter(arguments -> arguments.length > 0 && marks.contains(arguments[0]))
        .isPresent();
  }

  private static boolean gone(List<ProcessHandle> processes) {
    return processes.stream().noneMatch(ProcessHandle::isAlive);
  }
}
