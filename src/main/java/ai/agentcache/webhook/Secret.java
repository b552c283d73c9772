package ai.agentcache.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an endpoint knows the service by, as Standard Webhooks has it. */
final class Secret {

  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;

  /**
   * @param bytes the key of the signatures; not copied
   */
  Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  static Secret random() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    return new Secret(bytes);
  }

  /** The key of the signatures; not copied. */
  byte[] bytes() {
    return bytes;
  }

  /** As it is shown, once. */
  String shown() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * The signature of a message.
   *
   * @param id its {@code webhook-id}
   * @param timestamp its {@code webhook-timestamp}, epoch seconds
   */
  String sign(String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
      return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  /** Without the secret, so that it never gets into a log. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
