package ai.agentcache.access;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Encrypts secrets that have to be kept in a form that can be used again. */
@Singleton
public final class SecretCipher {

  private final Sealing sealing;

  SecretCipher(Pepper pepper) {
    sealing = new Sealing(pepper.secretKey());
  }

  /** The secret as text that only {@link #open} with the same place can read. */
  public String seal(byte[] secret, String place) {
    return sealing.seal(secret, place);
  }

  /** The secret, or nothing when the text is not one of ours for that place. */
  public Optional<byte[]> open(String text, String place) {
    return sealing.open(text, place);
  }
}
