package ai.agentcache.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens by itself, good ones and bad ones. */
public final class Forger {

  private Forger() {}

  /** The header of a good token. */
  public static JsonObject header() {
    return new JsonObject().put("alg", "HS256").put("typ", "JWT");
  }

  /** The claims of a good token of an agent, in development with its default settings. */
  public static JsonObject claims(long now) {
    return new JsonObject()
        .put("iss", "agentcache")
        .put("aud", "agentcache-agent")
        .put("env", "development")
        .put("jti", UUID.randomUUID().toString())
        .put("sub", "forged")
        .put("role", "agent")
        .put("tenant", "default")
        .put("permissions", new JsonArray().add("health:read").add("user:token"))
        .put("iat", now)
        .put("nbf", now)
        .put("exp", now + 3_600);
  }

  /** A token signed with HS256, whatever its header says. */
  public static String token(JsonObject header, JsonObject claims, String secret) {
    return token("HmacSHA256", header, claims, secret);
  }

  /** A token signed with any HMAC. */
  public static String token(String hmac, JsonObject header, JsonObject claims, String secret) {
    String signed = part(header.encode()) + '.' + part(claims.encode());
    try {
      Mac mac = Mac.getInstance(hmac);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), hmac));
      return signed + '.' + base64(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A part of a token. */
  public static String part(String text) {
    return base64(text.getBytes(UTF_8));
  }

  /** The claims of a token, unchecked. */
  public static JsonObject read(String token) {
    return new JsonObject(
        new String(Base64.getUrlDecoder().decode(token.split("\\.", 4)[1]), UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
