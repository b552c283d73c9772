package ai.agentcache.access;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What is kept of a key instead of its text: HMAC-SHA-256 with the pepper.
 *
 * <p>A key has 256 random bits, so nothing slower is needed against guessing.
 */
@Singleton
final class KeyDigest {

  private final Hmac hmac;

  KeyDigest(Pepper pepper) {
    hmac = new Hmac(pepper.hashKey());
  }

  /** The hash of a key's text, 32 bytes. */
  byte[] of(String text) {
    return hmac.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the text has that hash; takes as long for a near miss as for a far one. */
  boolean matches(String text, byte[] hash) {
    return MessageDigest.isEqual(of(text), hash);
  }
}
