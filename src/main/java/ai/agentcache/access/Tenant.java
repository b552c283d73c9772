package ai.agentcache.access;

import ai.agentcache.http.ApiException;

/** The rule for a tenant's id. */
final class Tenant {

  private static final int MAX_LENGTH = 64;

  private Tenant() {}

  /** That id, or an error that names the field it was given in. */
  static String checked(String field, String id) {
    if (!isValid(id)) {
      throw ApiException.field(
          field, "must be 1 to 64 of a-z 0-9 and -, with a letter or digit at both ends");
    }
    return id;
  }

  private static boolean isValid(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_LENGTH
        && id.chars().allMatch(c -> c == '-' || isLetterOrDigit(c))
        && isLetterOrDigit(id.charAt(0))
        && isLetterOrDigit(id.charAt(id.length() - 1));
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
