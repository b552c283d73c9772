package ai.agentcache.embedded;

import ai.agentcache.launch.TokenSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A secret for development, made up once and kept where only its owner can read it. */
final class KeptSecret {

  private KeptSecret() {}

  /** The text of that file, which is made when it is not there. */
  static String in(Path file) throws IOException {
    if (Files.exists(file)) {
      String kept = Files.readString(file).strip();
      if (!kept.isEmpty()) {
        return kept;
      }
      Files.delete(file);
    }
    String secret = TokenSecrets.random();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, secret + "\n");
    return secret;
  }
}
