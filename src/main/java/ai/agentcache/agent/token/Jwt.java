package ai.agentcache.agent.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens of one secret: HS256, compact, and nothing else. What a token says of itself
 * chooses neither algorithm nor key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515">RFC 7515: JSON Web Signature</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725: JWT best current practices</a>
 */
final class Jwt {

  private static final String MAC = "HmacSHA256";
  private static final int LONGEST = 8_192;
  private static final String HEADER =
      encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));

  // Not static: each secret has its own.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Mac> macs;

  Jwt(String secret) {
    SecretKeySpec key = new SecretKeySpec(secret.getBytes(UTF_8), MAC);
    macs = ThreadLocal.withInitial(() -> mac(key));
  }

  static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + MAC, e);
    }
  }

  /** The same token for the same claims, wherever the secret is the same. */
  String sign(JsonObject claims) {
    String signed = HEADER + '.' + encode(claims.encode().getBytes(UTF_8));
    return signed + '.' + encode(signature(signed));
  }

  /** The claims of a token with this secret's signature; nothing else of them is checked. */
  Optional<JsonObject> verified(String token) {
    String[] parts = token.length() > LONGEST ? new String[0] : token.split("\\.", 4);
    if (parts.length != 3 || !isHeader(object(parts[0])) || !isSigned(parts)) {
      return Optional.empty();
    }
    return Optional.ofNullable(object(parts[1]));
  }

  private boolean isSigned(String[] parts) {
    byte[] given = decode(parts[2]);
    return given != null && MessageDigest.isEqual(signature(parts[0] + '.' + parts[1]), given);
  }

  private byte[] signature(String signed) {
    return macs.get().doFinal(signed.getBytes(US_ASCII));
  }

  private static boolean isHeader(@Nullable JsonObject header) {
    return header != null
        && "HS256".equals(header.getValue("alg"))
        && header.getValue("typ") instanceof String type
        && type.equalsIgnoreCase("JWT")
        && !header.containsKey("crit");
  }

  private static @Nullable JsonObject object(String part) {
    byte[] bytes = decode(part);
    try {
      return bytes == null ? null : new JsonObject(new String(bytes, UTF_8));
    } catch (DecodeException e) {
      return null;
    }
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The bytes of the one spelling that is right, or null. */
  private static byte @Nullable [] decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return encode(bytes).equals(text) ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
