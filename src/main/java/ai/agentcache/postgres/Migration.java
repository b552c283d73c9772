package ai.agentcache.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One step of the schema.
 *
 * @param version its number
 * @param name its file name, {@code V0001__what.sql}
 * @param sql its statements
 * @param checksum SHA-256 of the statements, hex
 */
record Migration(int version, String name, String sql, String checksum) {

  private static final String FOLDER = "/db/migration/";

  /** All migrations that {@code index.txt} lists, in its order. */
  static List<Migration> all() {
    return read("index.txt").lines().filter(line -> !line.isBlank()).map(Migration::of).toList();
  }

  private static Migration of(String name) {
    int version = Integer.parseInt(name.substring(1, name.indexOf("__")));
    String sql = read(name);
    return new Migration(version, name, sql, sha256(sql));
  }

  private static String read(String name) {
    try (InputStream in = Migration.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
