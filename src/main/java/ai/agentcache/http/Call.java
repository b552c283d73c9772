package ai.agentcache.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request before anybody has looked at its body.
 *
 * @param requestId given by the caller or made here; returned as {@code X-Request-Id}
 * @param traceId the W3C trace id of {@code traceparent}, 32 hex digits, if the caller sent one
 * @param startNanos when the head arrived, on the clock's {@code nanos()}
 */
public record Call(String requestId, @Nullable String traceId, long startNanos) {

  private static final String KEY = "agentcache.call";

  /** The call of a request that passed the edge filter. */
  public static Call of(RoutingContext context) {
    Call call = context.get(KEY);
    if (call == null) {
      throw new IllegalStateException("the edge filter has not seen this request");
    }
    return call;
  }

  static boolean isAttachedTo(RoutingContext context) {
    return context.get(KEY) != null;
  }

  void attachTo(RoutingContext context) {
    context.put(KEY, this);
  }
}
