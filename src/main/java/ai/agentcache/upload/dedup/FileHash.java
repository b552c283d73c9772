package ai.agentcache.upload.dedup;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client calls the content of a file. Only a SHA-256, {@code sha256:<64 hex>} with or
 * without the prefix, is matched with other files; any other text is merely kept.
 *
 * @param text the hash as it is kept: a SHA-256 in lower case with its prefix, others as they came
 * @param hex the 64 digits of a SHA-256, or null
 */
public record FileHash(String text, @Nullable String hex) {

  private static final String PREFIX = "sha256:";
  private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{64}");

  /** The hash that a client has sent. */
  public static FileHash of(String sent) {
    String digits = sent.startsWith(PREFIX) ? sent.substring(PREFIX.length()) : sent;
    if (!DIGITS.matcher(digits).matches()) {
      return new FileHash(sent, null);
    }
    String hex = digits.toLowerCase(Locale.ROOT);
    return new FileHash(PREFIX + hex, hex);
  }

  /** The 32 bytes of a SHA-256; none for another text. */
  public Optional<byte[]> sha256() {
    return Optional.ofNullable(hex).map(digits -> HexFormat.of().parseHex(digits));
  }

  /** What a caller is told whose hash can be matched with none. */
  public static String warning() {
    return "`fileHash` is no SHA-256 (`sha256:` and 64 hex digits): it is kept, but never matched"
        + " with other files.";
  }
}
