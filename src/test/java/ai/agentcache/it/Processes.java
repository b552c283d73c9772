package ai.agentcache.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What runs on this machine for a directory. */
final class Processes {
  private Processes() {}

  /** All that name the directory in an argument. */
  static List<ProcessHandle> naming(Path directory) {
    return all(directory).toList();
  }

  /** The servers themselves: they name their data first. */
  static List<ProcessHandle> servers(Path directory) {
    return all(directory).filter(process -> !isShell(process)).toList();
  }

  /** The shells that end them. */
  static List<ProcessHandle> leashes(Path directory) {
    return all(directory).filter(Processes::isShell).toList();
  }

  private static Stream<ProcessHandle> all(Path directory) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                Stream.of(arguments(process)).anyMatch(text -> text.contains(directory + "/")));
  }

  private static boolean isShell(ProcessHandle process) {
    return arguments(process)[0].equals("-c");
  }

  private static String[] arguments(ProcessHandle process) {
    return process.info().arguments().orElse(new String[0]);
  }

  /** Asks until it is true or the time is up. */
  static boolean until(BooleanSupplier condition, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(50_000_000);
    }
    return true;
  }
}
