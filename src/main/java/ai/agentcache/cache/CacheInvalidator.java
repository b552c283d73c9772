package ai.agentcache.cache;

import ai.agentcache.access.Access;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes answers void: one by its key, or a set of them in constant time. */
@Singleton
final class CacheInvalidator {

  private final Shelf shelf;
  private final int maxDepth;

  CacheInvalidator(Shelf shelf, CacheConfig config) {
    this.shelf = shelf;
    this.maxDepth = config.maxDepth();
  }

  /** The answer of {@code invalidate}; fails with {@code UnavailableException} without Redis. */
  Uni<byte[]> invalidate(
      Access access, byte[] body, @Nullable String headerNamespace, HttpServerResponse response) {
    Invalidation what = Invalidation.parse(body, maxDepth, headerNamespace);
    String tenant = access.caller().tenant();
    if (what.key() == null) {
      CacheHeaders.miss(response, null);
      return shelf
          .invalidate(tenant, what.selector(), what.olderThanSeconds())
          .replaceWith(() -> answer("\"generation\""));
    }
    String namespace = what.selector().namespace();
    CacheKey key = CacheKey.named(namespace == null ? access.namespace() : namespace, what.key());
    CacheHeaders.miss(response, key);
    return shelf
        .remove(tenant, key, what.selector(), what.olderThanSeconds())
        .map(removed -> answer(removed ? "1" : "0"));
  }

  private static byte[] answer(String invalidated) {
    String body = "{\"success\":true,\"invalidated\":" + invalidated + "}";
    return body.getBytes(StandardCharsets.US_ASCII);
  }
}
