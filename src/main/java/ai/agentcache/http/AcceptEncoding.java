package ai.agentcache.http;

import java.util.Locale;

/** The {@code Accept-Encoding} header, as far as gzip is concerned (RFC 9110, 12.5.3). */
final class AcceptEncoding {

  private AcceptEncoding() {}

  /** Whether an answer may be compressed with gzip. A weight of 0 forbids it. */
  static boolean acceptsGzip(String header) {
    boolean any = false;
    int start = 0;
    while (start < header.length()) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      String item = header.substring(start, end).trim().toLowerCase(Locale.ROOT);
      if (names(item, "gzip") || names(item, "x-gzip")) {
        return !isForbidden(item);
      }
      any |= names(item, "*") && !isForbidden(item);
      start = end + 1;
    }
    return any;
  }

  private static boolean names(String item, String coding) {
    return item.startsWith(coding)
        && (item.length() == coding.length() || " \t;".indexOf(item.charAt(coding.length())) >= 0);
  }

  private static boolean isForbidden(String item) {
    int weight = item.indexOf("q=");
    return weight >= 0 && isZero(item.substring(weight + 2).trim());
  }

  /** Whether a weight such as {@code 0.000} is nothing. */
  private static boolean isZero(String weight) {
    return weight.startsWith("0") && weight.chars().allMatch(c -> c == '0' || c == '.');
  }
}
