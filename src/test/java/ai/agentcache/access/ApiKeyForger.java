package ai.agentcache.access;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Makes keys with a right check and a wrong secret, as anybody could. */
final class ApiKeyForger {
  private ApiKeyForger() {}

  /** The id of one key with the secret of another. */
  static String withIdOf(String key, String secretOf) {
    String unchecked = key.substring(0, 21) + secretOf.substring(21, 64);
    CRC32 crc = new CRC32();
    crc.update(unchecked.getBytes(StandardCharsets.US_ASCII));
    return unchecked + Base62.encode(crc.getValue(), 6);
  }
}
