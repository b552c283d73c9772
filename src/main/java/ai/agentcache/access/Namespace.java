package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.util.List;

/** The part of a tenant's cache a request is about. */
final class Namespace {

  /** The namespace of a request that names none. */
  static final String DEFAULT = "default";

  private static final int MAX_LENGTH = 128;

  private Namespace() {}

  /** The namespace of a request with these {@code X-Cache-Namespace} headers. */
  static String of(List<String> headers) {
    if (headers.isEmpty()) {
      return DEFAULT;
    }
    if (headers.size() > 1 || !isValid(headers.get(0))) {
      throw new ApiException(
          ErrorCode.INVALID_HEADER,
          "`X-Cache-Namespace` must be sent once, with 1 to 128 characters of A-Z a-z 0-9 . _ -");
    }
    return headers.get(0);
  }

  private static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isAllowed(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
