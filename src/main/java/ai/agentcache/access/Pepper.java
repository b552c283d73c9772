package ai.agentcache.access;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;

/** The server's secret behind every stored hash, answer and secret. */
@Singleton
@Startup
final class Pepper {

  private static final String FOR_DEVELOPMENT = "the development pepper protects nothing";

  private final SecretKeySpec hashKey;
  private final SecretKeySpec answerKey;
  private final SecretKeySpec fingerprintKey;
  private final SecretKeySpec secretKey;

  Pepper(AccessConfig config) {
    byte[] secret =
        config.pepper().orElseGet(() -> fallback(config)).getBytes(StandardCharsets.UTF_8);
    SecretKeySpec root = new SecretKeySpec(secret, Hmac.ALGORITHM);
    hashKey = root;
    answerKey = derive(root, "idempotency answer", "AES");
    fingerprintKey = derive(root, "idempotency fingerprint", Hmac.ALGORITHM);
    secretKey = derive(root, "kept secret", "AES");
  }

  private static String fallback(AccessConfig config) {
    if (config.production()) {
      throw new IllegalStateException("AGENTCACHE_ACCESS_PEPPER is not set");
    }
    Log.warn(
        "AGENTCACHE_ACCESS_PEPPER is not set: keys are hashed with a public development value");
    return FOR_DEVELOPMENT;
  }

  private static SecretKeySpec derive(SecretKeySpec root, String purpose, String algorithm) {
    byte[] label = ("agentcache/" + purpose).getBytes(StandardCharsets.UTF_8);
    return new SecretKeySpec(Hmac.once(root, label), algorithm);
  }

  /** Hashes keys. */
  SecretKeySpec hashKey() {
    return hashKey;
  }

  /** Encrypts stored answers. */
  SecretKeySpec answerKey() {
    return answerKey;
  }

  /** Tells one request body from another. */
  SecretKeySpec fingerprintKey() {
    return fingerprintKey;
  }

  /** Encrypts secrets of others that are kept. */
  SecretKeySpec secretKey() {
    return secretKey;
  }
}
