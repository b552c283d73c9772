package ai.agentcache.cache;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an entry, within a tenant.
 *
 * @param namespace the namespace, {@code [A-Za-z0-9._-]{1,128}}
 * @param provider the provider as the caller wrote it, or {@code "key"} for a caller's own key
 * @param model the model as the caller wrote it, or {@code "-"} for a caller's own key
 * @param hash 64 hexadecimal digits in lower case
 */
public record CacheKey(String namespace, String provider, String model, String hash) {

  /** What every key starts with. */
  public static final String PREFIX = "agentcache:v1:";

  private static final String OWN_PROVIDER = "key";
  private static final String OWN_MODEL = "-";

  /** An identity is hashed as a JSON object and so starts with a brace: no own key has its hash. */
  private static final String OWN_DOMAIN = "agentcache/own-key\n";

  /** Nor does the hash of a computed answer equal any of theirs. */
  private static final String COMPUTED_DOMAIN = "agentcache/computed\n";

  private static final int MAX_PROVIDER = 64;
  private static final int MAX_MODEL = 256;

  private static final Pattern TEXT =
      Pattern.compile(
          "agentcache:v1:([A-Za-z0-9._-]{1,128}):([^:]{1,192}):([^:]{1,768}):([0-9a-f]{64})");

  /** The address of a value that the caller names itself. */
  static CacheKey own(String namespace, String key) {
    return new CacheKey(namespace, OWN_PROVIDER, OWN_MODEL, Sha256.hex(OWN_DOMAIN + key));
  }

  /**
   * The address of a computed answer. No request to {@code /api/cache} that gives an identity or an
   * own key has the same.
   *
   * @param provider who computes it, 1 to 64 visible ASCII characters
   * @param model with which model, 1 to 256 visible ASCII characters
   * @param identity a JSON object of everything that can change the answer, in any spelling
   * @throws ai.agentcache.http.ApiException if the identity is not JSON
   * @throws IllegalArgumentException if it is no object, or provider or model are not as said
   */
  public static CacheKey of(String namespace, String provider, String model, byte[] identity) {
    if (!isVisible(provider, MAX_PROVIDER) || !isVisible(model, MAX_MODEL)) {
      throw new IllegalArgumentException("provider and model are visible ASCII, and not too long");
    }
    byte[] canonical = CanonicalJson.of(identity);
    if (canonical[0] != '{') {
      throw new IllegalArgumentException("an identity is a JSON object");
    }
    ByteBuilder hashed =
        new ByteBuilder(canonical.length + 384)
            .add(COMPUTED_DOMAIN + provider + '\n' + model + '\n')
            .add(canonical);
    return new CacheKey(namespace, provider, model, Sha256.hex(hashed.bytes, 0, hashed.length));
  }

  private static boolean isVisible(String text, int most) {
    return !text.isEmpty()
        && text.length() <= most
        && text.chars().allMatch(letter -> letter > 32 && letter < 127);
  }

  /** The address of what a caller calls by this: a returned key as it says, else an own key. */
  static CacheKey named(String namespace, String key) {
    return parse(key).orElseGet(() -> own(namespace, key));
  }

  /** Reads a key as it was returned by {@link #text()}; anything else is nothing. */
  public static Optional<CacheKey> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String provider = KeySegment.decode(parts.group(2)).orElse("");
    String model = KeySegment.decode(parts.group(3)).orElse("");
    return provider.isEmpty() || model.isEmpty()
        ? Optional.empty()
        : Optional.of(new CacheKey(parts.group(1), provider, model, parts.group(4)));
  }

  /**
   * The key that clients see, {@code agentcache:v1:{namespace}:{provider}:{model}:{hash}}; other
   * characters than {@code [A-Za-z0-9._/@+-]} of provider and model are percent-encoded.
   */
  public String text() {
    return PREFIX
        + namespace
        + ':'
        + KeySegment.encode(provider)
        + ':'
        + KeySegment.encode(model)
        + ':'
        + hash;
  }

  /** The key in Redis of a tenant's entry. */
  public String redisKey(String tenant) {
    return PREFIX + tenant + ':' + namespace + ':' + hash;
  }
}
