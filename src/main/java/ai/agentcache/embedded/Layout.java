package ai.agentcache.embedded;

import ai.agentcache.launch.LaunchRefusal;
import ai.agentcache.launch.TokenSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/** The files of one data directory; all paths are absolute. */
record Layout(Path home, Path binaries) {

  static Layout of(EmbeddedConfig config) {
    Path home = config.directory().toAbsolutePath().normalize();
    return new Layout(
        home, config.binaries().map(Path::toAbsolutePath).orElse(home.resolve("bin")).normalize());
  }

  Path redis() {
    return home.resolve("redis");
  }

  /** Named after the major version: another one cannot read its files. */
  Path postgres() {
    return home.resolve("postgres-18");
  }

  /** The file of a secret, such as {@code agent-secret}. */
  Path secret(TokenSecret secret) {
    return home.resolve(secret.name().toLowerCase(Locale.ROOT) + "-secret");
  }

  Path lock() {
    return home.resolve("lock");
  }

  Path owner() {
    return home.resolve("owner");
  }

  /** Makes the directories, and keeps them out of the user's repository. */
  void create() {
    try {
      Files.createDirectories(home);
      Files.writeString(home.resolve(".gitignore"), "*\n");
      createPrivate(redis());
      createPrivate(postgres());
      Files.createDirectories(binaries);
    } catch (IOException e) {
      throw new LaunchRefusal(
          List.of(
              "cannot write to "
                  + home
                  + ("; AGENTCACHE_EMBEDDED_DIRECTORY names another place for the embedded stores"
                      + " ("
                      + e
                      + ")")));
    }
  }

  private static void createPrivate(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }
}
