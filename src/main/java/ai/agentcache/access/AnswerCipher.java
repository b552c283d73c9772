package ai.agentcache.access;

import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts answers that are kept, since one may hold a key that is shown only once: AES-256-GCM,
 * bound to the place where it is kept.
 */
@Singleton
final class AnswerCipher {

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  AnswerCipher(Pepper pepper) {
    key = pepper.answerKey();
  }

  /** The answer as text that only {@link #open} with the same place can read. */
  String seal(Answer answer, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] plain =
        ByteBuffer.allocate(Integer.BYTES + answer.body().length())
            .putInt(answer.status())
            .put(answer.body().getBytes())
            .array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(plain);
      return Base64.getEncoder()
          .encodeToString(Buffer.buffer(nonce).appendBytes(sealed).getBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  /** The answer, or nothing when the text is not one of ours for that place. */
  Optional<Answer> open(String text, String place) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length < NONCE_BYTES + Integer.BYTES + TAG_BITS / 8) {
        return Optional.empty();
      }
      byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, nonce, place)
              .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      Buffer body = Buffer.buffer(plain).slice(Integer.BYTES, plain.length);
      return Optional.of(new Answer(ByteBuffer.wrap(plain).getInt(), body));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
