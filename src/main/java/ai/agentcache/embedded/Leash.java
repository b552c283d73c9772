package ai.agentcache.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that ends when the service does, in whatever way: a shell beside it holds the other end
 * of a pipe that only the service has open. When the pipe closes, after {@code kill -9} too, the
 * shell ends the server. Until then nothing does, so that the service can still write to it while
 * it shuts down itself; a session of its own keeps Ctrl-C away.
 */
record Leash(Process process) {
  private static final String SCRIPT =
      """
      stop=$1; shift
      exec 3<&0 </dev/null
      "$@" 3<&- &
      server=$!
      {
        while read -r line <&3; do :; done
        kill -s "$stop" $server
        for i in 1 2 3 4 5; do sleep 1; kill -0 $server || exit; done
        kill -s KILL $server
      } 2>/dev/null &
      leash=$!
      exec 3<&-
      wait $server
      code=$?
      kill -s KILL $leash 2>/dev/null
      exit $code
      """;

  private static final List<String> OWN_SESSION = ownSession();

  /** Starts the command; its output replaces that of the run before. */
  static Leash start(List<String> command, String stopSignal, Path log) {
    List<String> all = new ArrayList<>(OWN_SESSION);
    all.addAll(List.of("sh", "-c", SCRIPT, "agentcache-leash", stopSignal));
    all.addAll(command);
    try {
      ProcessBuilder builder = Command.builder(all).redirectErrorStream(true);
      return new Leash(builder.redirectOutput(log.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> ownSession() {
    if (Command.exists("setsid")) {
      return List.of("setsid");
    }
    return Command.exists("perl")
        ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV")
        : List.of();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends the server without the service. */
  void release() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
