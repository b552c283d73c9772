package ai.agentcache.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the key in the headers that may carry one. */
final class Credentials {

  private static final String SCHEME = "Bearer ";

  private Credentials() {}

  /**
   * The one key of a request, or null when there is none or the headers contradict each other.
   *
   * @param apiKeys all values of {@code X-API-Key}
   * @param authorizations all values of {@code Authorization}
   */
  static @Nullable String key(List<String> apiKeys, List<String> authorizations) {
    if (apiKeys.size() > 1 || authorizations.size() > 1) {
      return null;
    }
    String given = apiKeys.isEmpty() ? null : apiKeys.get(0).strip();
    String bearer = authorizations.isEmpty() ? null : bearer(authorizations.get(0));
    if (given == null || bearer == null) {
      return given == null ? bearer : given;
    }
    return given.equals(bearer) ? given : null;
  }

  private static @Nullable String bearer(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? authorization.substring(SCHEME.length()).strip()
        : null;
  }
}
