package ai.agentcache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that runs in Redis as one step.
 *
 * @param body the source
 * @param sha1 the name Redis knows it by, hex
 */
public record Script(String body, String sha1) {

  /** Reads {@code redis/<name>} from the resources; fails if it is not there. */
  public static Script load(String name) {
    try (InputStream in = Script.class.getResourceAsStream("/redis/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no script redis/" + name);
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script of the given source. */
  public static Script of(String body) {
    try {
      byte[] sha1 =
          MessageDigest.getInstance("SHA-1").digest(body.getBytes(StandardCharsets.UTF_8));
      return new Script(body, HexFormat.of().formatHex(sha1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
