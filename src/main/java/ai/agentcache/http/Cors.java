package ai.agentcache.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets web pages of listed origins call this service (the CORS protocol of the Fetch standard).
 * Pages of other origins get no permission, which is what makes their browser refuse. What the
 * widget asks for is open to all pages, for it works in pages of others and has a token of its own.
 */
final class Cors {

  private static final CharSequence METHODS =
      HttpHeaders.createOptimized("GET, HEAD, POST, PUT, PATCH, DELETE");
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized(
          "X-Request-Id, X-Cache, X-Cache-Key, Age, Retry-After, X-RateLimit-Limit,"
              + " X-RateLimit-Remaining, X-RateLimit-Reset, RateLimit, RateLimit-Policy");
  private static final CharSequence MAX_AGE = HttpHeaders.createOptimized("600");

  private static final CharSequence ANY = HttpHeaders.createOptimized("*");

  /** For pages of any origin, which know no more than what they send. */
  static final Cors OPEN = new Cors(List.of("*"), ANY);

  private final Set<String> origins;
  private final boolean all;
  private final @Nullable CharSequence named;

  /** {@code named} is what is granted, if it is not the page's own origin. */
  private Cors(List<String> origins, @Nullable CharSequence named) {
    this.origins = Set.copyOf(origins);
    this.all = origins.contains("*");
    this.named = named;
  }

  /** Null if no origin is listed. */
  static @Nullable Cors of(HttpConfig config) {
    List<String> origins =
        config.corsOrigins().orElse(List.of()).stream()
            .map(String::trim)
            .filter(origin -> !origin.isEmpty())
            .toList();
    return origins.isEmpty() ? null : new Cors(origins, null);
  }

  /** Grants what may be granted; true if that was the whole answer. */
  boolean handle(RoutingContext context, @Nullable CharSequence origin) {
    MultiMap headers = context.response().headers();
    headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (origin == null || !(all || origins.contains(origin.toString()))) {
      return false;
    }
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, named == null ? origin : named);
    headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    return preflight(context, headers);
  }

  private static boolean preflight(RoutingContext context, MultiMap headers) {
    MultiMap asked = context.request().headers();
    if (!HttpMethod.OPTIONS.equals(context.request().method())
        || !asked.contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
      return false;
    }
    String names = asked.get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (names != null) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, names);
    }
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    context.response().setStatusCode(204).end();
    return true;
  }
}
