package ai.agentcache.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;

/**
 * Remembers what look-ups asked for, so that a body of the same bytes is not parsed, put into
 * canonical form and hashed again: clients repeat themselves to the byte.
 *
 * <p>Each tenant and namespace has memories of its own, or the time a look-up takes would tell who
 * else has sent it.
 */
@Singleton
final class RequestMemo {

  private static final int OVERHEAD = 1_536;

  private final RequestLimits limits;
  private final int largest;
  private final Cache<RequestBytes, Asked> memory;

  /**
   * A look-up that was understood.
   *
   * @param request what it says
   * @param key the address it asks for
   * @param redisKey the same in Redis, with the tenant
   */
  record Asked(CacheRequest request, CacheKey key, String redisKey) {}

  RequestMemo(CacheConfig config) {
    this.limits = config.requestLimits();
    this.largest = (int) Math.min(config.requestMemoBytes() / 64, Integer.MAX_VALUE / 2);
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(config.requestMemoBytes())
            .weigher((RequestBytes bytes, Asked asked) -> OVERHEAD + 2 * bytes.length())
            .executor(Runnable::run)
            .build();
  }

  /**
   * What the body asks for.
   *
   * @param body not to be changed any more
   * @throws ai.agentcache.http.ApiException naming the byte or the field that is wrong
   */
  Asked read(String tenant, String namespace, byte[] body) {
    if (body.length > largest) {
      return parse(tenant, namespace, body);
    }
    RequestBytes bytes = new RequestBytes(tenant, namespace, body);
    Asked known = memory.getIfPresent(bytes);
    if (known == null) {
      known = parse(tenant, namespace, body);
      memory.put(bytes, known);
    }
    return known;
  }

  private Asked parse(String tenant, String namespace, byte[] body) {
    CacheRequest request = CacheRequest.read(body, limits);
    CacheKey key = request.key(namespace);
    return new Asked(request, key, key.redisKey(tenant));
  }
}
