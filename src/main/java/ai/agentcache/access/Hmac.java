package ai.agentcache.access;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 by one key; a thread sets it up once, after which a hash costs well under 1 µs. */
final class Hmac {

  static final String ALGORITHM = "HmacSHA256";

  // Not static: the key differs between instances, of which there is one per purpose and process.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Mac> macs;

  Hmac(SecretKeySpec key) {
    macs = ThreadLocal.withInitial(() -> mac(key));
  }

  byte[] of(byte[] message) {
    return macs.get().doFinal(message);
  }

  static byte[] once(SecretKeySpec key, byte[] message) {
    return mac(key).doFinal(message);
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
