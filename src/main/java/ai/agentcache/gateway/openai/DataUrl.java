package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Part.Media;
import java.util.Locale;
import java.util.Optional;

/**
 * Data within a URL (RFC 2397), always in base64.
 *
 * @param mediaType such as {@code image/png}; empty when it does not say
 * @param base64 the data
 */
record DataUrl(Optional<String> mediaType, String base64) {

  private static final String SCHEME = "data:";
  private static final String BASE64 = ";base64";

  /** Whether a URL has its data in itself. */
  static boolean isOne(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Takes a URL apart; empty if it is no data in base64. */
  static Optional<DataUrl> parse(String url) {
    int comma = url.indexOf(',');
    if (!isOne(url) || comma < 0) {
      return Optional.empty();
    }
    String head = url.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT);
    String data = url.substring(comma + 1);
    if (!head.endsWith(BASE64) || !isBase64(data)) {
      return Optional.empty();
    }
    int end = head.indexOf(';');
    String type = head.substring(0, end).strip();
    return Optional.of(new DataUrl(type.isEmpty() ? Optional.empty() : Optional.of(type), data));
  }

  /** Whether a text consists of nothing but the letters of base64. */
  static boolean isBase64(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letter && c != '+' && c != '/' && c != '-' && c != '_') {
        return false;
      }
    }
    return end > 0 && text.length() - end <= 2;
  }

  /** Where media can be found: at its URL, or in one made of its data; empty if it has neither. */
  static Optional<String> of(Media media) {
    return media
        .url()
        .or(
            () ->
                media
                    .data()
                    .map(data -> SCHEME + media.mediaType().orElse("") + BASE64 + "," + data));
  }
}
