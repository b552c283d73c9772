package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {

  // As long as fills whole groups of Base64, so that every character counts.
  private static final Answer ANSWER = new Answer(201, Buffer.buffer("{\"key\":\"ac_live_üxx\"}"));

  private final AnswerCipher cipher = new AnswerCipher(pepper("one"));

  @Test
  void digest_isHmacSha256WithThePepper() {
    // RFC 4231, test case 2.
    byte[] expected =
        HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

    assertArrayEquals(expected, new KeyDigest(pepper("Jefe")).of("what do ya want for nothing?"));
  }

  @Test
  void digest_otherTextOrOtherPepper_doesNotMatch() {
    KeyDigest digest = new KeyDigest(pepper("one"));

    assertTrue(digest.matches("text", digest.of("text")));
    assertFalse(digest.matches("texT", digest.of("text")));
    assertFalse(digest.matches("text", new KeyDigest(pepper("two")).of("text")));
  }

  @Test
  void pepper_absent_isPublicInDevelopmentAndRefusedInProduction() {
    new Pepper(Configs.defaults());
    AccessConfig production = Configs.with(Map.of("environment", "production"));

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> new Pepper(production));
    assertEquals("AGENTCACHE_ACCESS_PEPPER is not set", refused.getMessage());
  }

  @Test
  void open_whatWasSealed_isTheAnswer() {
    assertEquals(Optional.of(ANSWER), cipher.open(cipher.seal(ANSWER, "here"), "here"));
  }

  @Test
  void seal_twice_differsAndHidesTheBody() {
    String sealed = cipher.seal(ANSWER, "here");

    assertNotEquals(sealed, cipher.seal(ANSWER, "here"));
    assertFalse(sealed.contains("ac_live"));
  }

  @Test
  void open_elsewhereOrWithAnotherPepper_isNothing() {
    String sealed = cipher.seal(ANSWER, "here");

    assertEquals(Optional.empty(), cipher.open(sealed, "there"));
    assertEquals(Optional.empty(), new AnswerCipher(pepper("two")).open(sealed, "here"));
  }

  @Test
  void open_changedOrCut_isNothing() {
    String sealed = cipher.seal(ANSWER, "here");

    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertEquals(Optional.empty(), cipher.open(changed, "here"), "changed at " + i);
      assertEquals(Optional.empty(), cipher.open(sealed.substring(0, i), "here"), "cut at " + i);
    }
  }

  private static Pepper pepper(String secret) {
    return new Pepper(Configs.with(Map.of("pepper", secret)));
  }
}
