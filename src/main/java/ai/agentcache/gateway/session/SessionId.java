package ai.agentcache.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a session: 256 random bits. Who has it has the session, so the store has its digest
 * only.
 *
 * @param text as its holder sends it
 * @param digest SHA-256, hexadecimal
 */
record SessionId(String text, String digest) {

  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one. */
  static SessionId make() {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    return of(Base64.getUrlEncoder().withoutPadding().encodeToString(bits)).orElseThrow();
  }

  /** The id that a caller sent, if it can be one. */
  static Optional<SessionId> of(String sent) {
    return FORM.matcher(sent).matches()
        ? Optional.of(new SessionId(sent, digest(sent)))
        : Optional.empty();
  }

  private static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Never shown: a log may print it. */
  @Override
  public String toString() {
    return "session " + digest.substring(0, 8);
  }
}
