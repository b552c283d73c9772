package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.netty.util.AsciiString;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} header. */
public final class IdempotencyKey {

  private static final CharSequence HEADER = AsciiString.cached("idempotency-key");
  private static final int MAX_LENGTH = 255;

  private IdempotencyKey() {}

  /** The key of a request, or null; fails with {@link ApiException} when it cannot be used. */
  public static @Nullable String of(RoutingContext routing) {
    return of(routing.request().headers().getAll(HEADER));
  }

  static @Nullable String of(List<String> headers) {
    if (headers.isEmpty()) {
      return null;
    }
    if (headers.size() > 1 || !isValid(headers.get(0))) {
      throw new ApiException(
          ErrorCode.INVALID_HEADER,
          "`Idempotency-Key` must be sent once, with 1 to 255 visible ASCII characters");
    }
    return headers.get(0);
  }

  private static boolean isValid(String key) {
    return !key.isEmpty()
        && key.length() <= MAX_LENGTH
        && key.chars().allMatch(c -> c > ' ' && c <= '~');
  }
}
