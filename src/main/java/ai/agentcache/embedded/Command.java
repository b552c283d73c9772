package ai.agentcache.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Programs that run to their end within a moment, with a bare environment. */
final class Command {
  /** All that the servers may see of the service's environment, which holds keys. */
  private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "TMPDIR");

  private Command() {}

  /** A process to be, without the service's secrets. */
  static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(ENVIRONMENT);
    return builder;
  }

  /** Whether it could be run and ended with code 0. */
  static boolean succeeds(String... command) {
    try {
      return exitCode(builder(List.of(command)), "", Duration.ofSeconds(5)) == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Runs it with this input, adding its output to a file. Ends it when it takes longer. */
  static int run(List<String> command, String input, Path log, Duration limit) {
    ProcessBuilder builder = builder(command).redirectErrorStream(true);
    return exitCode(
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())), input, limit);
  }

  private static int exitCode(ProcessBuilder builder, String input, Duration limit) {
    try {
      Process process = builder.start();
      try (var stdin = process.outputWriter()) {
        stdin.write(input);
      }
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a program of this name is on the path. */
  static boolean exists(String name) {
    String path = builder(List.of()).environment().getOrDefault("PATH", "/usr/bin:/bin");
    for (String directory : path.split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(directory, name))) {
        return true;
      }
    }
    return false;
  }
}
