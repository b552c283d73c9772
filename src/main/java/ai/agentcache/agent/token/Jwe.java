package ai.agentcache.agent.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts a token into another that only holders of the agent secret can open: JSON Web Encryption,
 * compact, {@code dir} and {@code A256GCM}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7516">RFC 7516: JSON Web Encryption</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869: HKDF</a>
 */
final class Jwe {

  /** What the key is derived with; holders of the secret derive the same. */
  static final String SALT = "agentcache";

  /** The use of the key, and that there is no other. */
  static final String INFO = "agentcache user-token A256GCM";

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final String HEADER =
      Jwt.encode(
          "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"JWT\",\"cty\":\"JWT\"}".getBytes(UTF_8));

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  Jwe(String secret) {
    key = new SecretKeySpec(derived(secret), "AES");
  }

  /** HKDF-SHA256 of a secret, as long as one hash, which is as long as the key. */
  static byte[] derived(String secret) {
    byte[] extracted = hmac(SALT.getBytes(UTF_8), secret.getBytes(UTF_8));
    return hmac(extracted, (INFO + '\u0001').getBytes(UTF_8));
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    return Jwt.mac(new SecretKeySpec(key, "HmacSHA256")).doFinal(message);
  }

  /** The text inside an encrypted token. */
  String seal(String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
      cipher.updateAAD(HEADER.getBytes(US_ASCII));
      return compact(nonce, cipher.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  /** The second part is that of an encrypted key, of which there is none. */
  private static String compact(byte[] nonce, byte[] sealed) {
    int end = sealed.length - TAG_BYTES;
    return String.join(
        ".",
        HEADER,
        "",
        Jwt.encode(nonce),
        Jwt.encode(Arrays.copyOf(sealed, end)),
        Jwt.encode(Arrays.copyOfRange(sealed, end, sealed.length)));
  }
}
