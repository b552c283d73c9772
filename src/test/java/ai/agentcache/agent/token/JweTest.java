package ai.agentcache.agent.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What is sealed can be opened by the letter of the standard; docs/agents.md does so elsewhere. */
class JweTest {

  private static final String SECRET = "the agent secret of some environment";

  private static byte[] decode(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  private static String open(String token, String secret) throws GeneralSecurityException {
    String[] parts = token.split("\\.", -1);
    assertEquals(5, parts.length);
    assertEquals("", parts[1]);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(Jwe.derived(secret), "AES"),
        new GCMParameterSpec(128, decode(parts[2])));
    cipher.updateAAD(parts[0].getBytes(US_ASCII));
    Buffer sealed = Buffer.buffer(decode(parts[3])).appendBytes(decode(parts[4]));
    return new String(cipher.doFinal(sealed.getBytes()), UTF_8);
  }

  @Test
  void seal_anyText_isOpenedWithTheSameSecretOnly() throws GeneralSecurityException {
    String token = new Jwe(SECRET).seal("Grüße");

    assertEquals("Grüße", open(token, SECRET));
    assertThrows(AEADBadTagException.class, () -> open(token, SECRET + "x"));
  }

  @Test
  void seal_header_saysDirectEncryptionOfAJwt() {
    String header = new Jwe(SECRET).seal("x").split("\\.", 2)[0];

    assertEquals(
        new JsonObject()
            .put("alg", "dir")
            .put("enc", "A256GCM")
            .put("typ", "JWT")
            .put("cty", "JWT"),
        new JsonObject(new String(decode(header), UTF_8)));
  }

  @Test
  void seal_sameTextTwice_looksDifferent() {
    Jwe jwe = new Jwe(SECRET);

    assertNotEquals(jwe.seal("x"), jwe.seal("x"));
  }

  @Test
  void derived_isHkdfOfTheSecret() {
    // From another implementation: hkdf(sha256, secret, "agentcache", info, 32).
    assertEquals(
        "012413110ba565f98fc403a2ab0881996b79a508985d0f6d7efe78328412e10b",
        HexFormat.of().formatHex(Jwe.derived(SECRET)));
  }
}
