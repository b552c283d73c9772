package ai.agentcache.cache;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as 64 hexadecimal digits in lower case, with one digest kept by each thread. */
final class Sha256 {
  private static final ThreadLocal<Sha256> OF_THREAD = ThreadLocal.withInitial(Sha256::new);
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest digest = sha256();
  private final byte[] sum = new byte[32];
  private final byte[] text = new byte[64];

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The hash of a run of bytes. */
  static String hex(byte[] bytes, int start, int end) {
    return OF_THREAD.get().of(bytes, start, end);
  }

  static String hex(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return hex(bytes, 0, bytes.length);
  }

  private String of(byte[] bytes, int start, int end) {
    digest.update(bytes, start, end - start);
    try {
      digest.digest(sum, 0, sum.length);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes are enough for SHA-256", e);
    }
    for (int i = 0; i < sum.length; i++) {
      text[2 * i] = DIGITS[(sum[i] >> 4) & 15];
      text[2 * i + 1] = DIGITS[sum[i] & 15];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
