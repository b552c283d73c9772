package ai.agentcache.access;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/**
 * Widget tokens as text: {@code awt_<claims>.<signature>}, both base64url without padding; the
 * claims are JSON, the signature is HMAC-SHA-256 over the text before the dot with a key of its own
 * that is derived from the pepper.
 */
@Singleton
final class WidgetSeal {

  static final String PREFIX = "awt_";

  private static final int LONGEST = 1_024;
  private static final byte[] PURPOSE = "agentcache/widget token".getBytes(StandardCharsets.UTF_8);

  private final Hmac signatures;

  WidgetSeal(Pepper pepper) {
    byte[] key = Hmac.once(pepper.hashKey(), PURPOSE);
    this.signatures = new Hmac(new SecretKeySpec(key, Hmac.ALGORITHM));
  }

  /** The text of a token. */
  String seal(WidgetToken token) {
    JsonObject claims =
        new JsonObject()
            .put("id", token.id().toString())
            .put("tenant", token.tenant())
            .put("exp", token.expiresAt().getEpochSecond());
    if (token.namespace() != null) {
      claims.put("namespace", token.namespace());
    }
    if (token.userId() != null) {
      claims.put("user", token.userId());
    }
    String signed = PREFIX + base64(claims.toBuffer().getBytes());
    return signed + "." + base64(signature(signed));
  }

  /** The token of a text that was sealed here, whether or not it is over. */
  Optional<WidgetToken> open(String text) {
    int dot = text.lastIndexOf('.');
    if (!text.startsWith(PREFIX) || dot < 0 || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] given = Base64.getUrlDecoder().decode(text.substring(dot + 1));
      if (!MessageDigest.isEqual(given, signature(text.substring(0, dot)))) {
        return Optional.empty();
      }
      byte[] claims = Base64.getUrlDecoder().decode(text.substring(PREFIX.length(), dot));
      return Optional.of(token(new JsonObject(new String(claims, StandardCharsets.UTF_8))));
    } catch (IllegalArgumentException | DecodeException e) {
      return Optional.empty();
    }
  }

  private static WidgetToken token(JsonObject claims) {
    return new WidgetToken(
        UUID.fromString(claims.getString("id")),
        claims.getString("tenant"),
        claims.getString("namespace"),
        claims.getString("user"),
        Instant.ofEpochSecond(claims.getLong("exp")));
  }

  private byte[] signature(String signed) {
    return signatures.of(signed.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
