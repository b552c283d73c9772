package ai.agentcache.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell in the place of a server. */
class LeashTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path directory = Path.of("");
  private Path log = Path.of("");
  private String mark = "";

  private Leash start(String script) throws IOException {
    log = directory.resolve("server.log");
    Path file = Files.writeString(directory.resolve("server.sh"), script);
    mark = file.toString();
    return Leash.start(List.of("sh", mark), "TERM", log);
  }

  @AfterEach
  void endWhatIsLeft() {
    Leftovers.end(Set.of(mark));
  }

  private boolean logged(String text) {
    try {
      return Files.readString(log).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean serverAlive() {
    return ProcessHandle.allProcesses()
        .anyMatch(
            process ->
                process
                    .info()
                    .arguments()
                    .filter(all -> all.length == 1 && all[0].equals(mark))
                    .isPresent());
  }

  @Test
  void release_runningServer_getsItsSignalAndEnds() throws IOException {
    Leash leash = start("trap 'echo orderly; exit 0' TERM; echo up; while :; do sleep 0.05; done");
    assertTrue(Patience.until(() -> logged("up"), LIMIT));

    leash.release();

    assertTrue(logged("orderly"));
    assertFalse(serverAlive());
  }

  @Test
  void release_deafServer_isKilled() throws IOException {
    Leash leash = start("trap '' TERM; echo up; while :; do sleep 0.05; done");
    assertTrue(Patience.until(() -> logged("up"), LIMIT));

    leash.release();

    assertFalse(serverAlive());
  }

  @Test
  void process_serverEndsByItself_endsWithItsCode() throws IOException {
    Leash leash = start("exit 7");

    assertTrue(Patience.until(() -> !leash.alive(), LIMIT));
    assertEquals(7, leash.process().exitValue());
  }

  @Test
  void start_secretsOfTheService_areNotInherited() throws IOException {
    Leash leash = start("env");

    assertTrue(Patience.until(() -> !leash.alive(), LIMIT));
    assertTrue(logged("PATH="));
    assertFalse(logged("JAVA_HOME="));
    assertFalse(logged("MAVEN_"));
  }

  @Test
  void end_markedAndUnmarkedProcess_endsOnlyTheMarkedOne() throws IOException {
    Leash marked = start("while :; do sleep 0.05; done");
    Path other = Files.writeString(directory.resolve("other.sh"), "while :; do sleep 0.05; done");
    Process foreign = new ProcessBuilder("sh", other.toString()).start();
    try {
      assertTrue(Patience.until(this::serverAlive, LIMIT));

      Leftovers.end(Set.of(mark));

      assertTrue(Patience.until(() -> !marked.alive(), LIMIT));
      assertTrue(foreign.isAlive());
    } finally {
      foreign.destroyForcibly();
    }
  }
}
