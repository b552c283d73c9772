package ai.agentcache.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSecretTest {

  @TempDir Path directory = Path.of("");

  @Test
  void in_secondTime_isTheSame() throws IOException {
    Path file = directory.resolve("agent-secret");

    String made = KeptSecret.in(file);

    assertEquals(43, made.length());
    assertEquals(made, KeptSecret.in(file));
  }

  @Test
  void in_newFile_isForItsOwnerOnly() throws IOException {
    Path file = directory.resolve("agent-secret");

    KeptSecret.in(file);

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void in_emptyFile_isMadeAnew() throws IOException {
    Path file = Files.createFile(directory.resolve("agent-secret"));

    assertEquals(43, KeptSecret.in(file).length());
  }
}
