package ai.agentcache.http;

/**
 * The target of a request (RFC 9112, 3.2). The server's own check builds a {@link java.net.URI} for
 * every request and answers without a body; this one only looks at the characters.
 */
public final class RequestTarget {

  /**
   * The characters of a path and a query (RFC 3986, 3.3 and 3.4), but for the percent sign; and
   * brackets, which are meant for addresses but usual in queries.
   */
  private static final boolean[] ALLOWED = new boolean[128];

  static {
    String others = "-._~!$&'()*+,;=:@/?[]";
    for (char c = 0; c < ALLOWED.length; c++) {
      ALLOWED[c] = isDigitOrLetter(c) || others.indexOf(c) >= 0;
    }
  }

  private RequestTarget() {}

  /** Leaves the check to this class. To be called before the server is loaded. */
  public static void replaceCheckOfServer() {
    System.setProperty("vertx.disableURIValidation", "true");
  }

  /** Whether every character is allowed and every percent sign begins an octet. */
  static boolean isValid(String target) {
    int length = target.length();
    for (int i = 0; i < length; i++) {
      char c = target.charAt(i);
      if (c == '%') {
        if (i + 2 >= length || !isHex(target.charAt(i + 1)) || !isHex(target.charAt(i + 2))) {
          return false;
        }
      } else if (c >= ALLOWED.length || !ALLOWED[c]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigitOrLetter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  }
}
