package ai.agentcache.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Runs scripts with bash.
 *
 * @param folder where they run
 */
record Shell(Path folder) {

  private static final long LIMIT_SECONDS = 30;

  /**
   * How a script ended.
   *
   * @param code its exit code, -1 if it did not end in time
   * @param output what it wrote to its standard output and standard error
   */
  record Result(int code, String output) {}

  /** Runs a script that ends at the first command that fails. */
  Result run(String script) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-c", "set -euo pipefail\n" + script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    bash.getOutputStream().close();
    String output = new String(bash.getInputStream().readAllBytes(), UTF_8);
    if (bash.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      return new Result(bash.exitValue(), output);
    }
    bash.destroyForcibly();
    return new Result(-1, output);
  }

  /** Whether a command is there; false without bash too. */
  boolean has(String command) throws InterruptedException {
    try {
      return run("command -v " + command).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
