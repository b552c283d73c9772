package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import org.jspecify.annotations.Nullable;

/** Which part of a long list is asked for. */
public final class PageRequest {

  private static final int USUAL = 50;
  private static final int MOST = 200;

  private PageRequest() {}

  /** The number of entries of the {@code limit} parameter. */
  public static int limit(@Nullable String parameter) {
    if (parameter == null) {
      return USUAL;
    }
    if (!parameter.matches("[0-9]{1,3}")) {
      throw outOfRange();
    }
    int limit = Integer.parseInt(parameter);
    if (limit < 1 || limit > MOST) {
      throw outOfRange();
    }
    return limit;
  }

  private static ApiException outOfRange() {
    return ApiException.field("limit", "must be a whole number of 1 to " + MOST);
  }
}
