package ai.agentcache.cache;

import ai.agentcache.access.Access;
import ai.agentcache.access.Answer;
import ai.agentcache.access.Idempotency;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.usage.Dimensions;
import ai.agentcache.usage.Pricing;
import ai.agentcache.usage.TokenUsage;
import ai.agentcache.usage.UsageReader;
import ai.agentcache.usage.UsageRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Stores answers: reads the request, counts what the answer cost, writes, says so. */
@Singleton
final class CacheWriter {

  private static final byte[] NOT_STORED =
      "{\"success\":false,\"stored\":false,\"degraded\":true}".getBytes(StandardCharsets.US_ASCII);

  private final Shelf shelf;
  private final Idempotency idempotency;
  private final UsageReader tokens;
  private final Pricing pricing;
  private final UsageRecorder usage;
  private final CacheConfig config;
  private final RequestLimits limits;

  CacheWriter(
      Shelf shelf,
      Idempotency idempotency,
      UsageReader tokens,
      Pricing pricing,
      UsageRecorder usage,
      CacheConfig config) {
    this.shelf = shelf;
    this.idempotency = idempotency;
    this.tokens = tokens;
    this.pricing = pricing;
    this.usage = usage;
    this.config = config;
    this.limits = config.requestLimits();
  }

  /** The answer of {@code set}; with an {@code Idempotency-Key}, the one given first. */
  Uni<byte[]> set(
      Access access, byte[] body, @Nullable String idempotencyKey, HttpServerResponse response) {
    CacheRequest request = CacheRequest.readToStore(body, limits);
    JsonSlice value = request.response().orElseThrow();
    if (value.length() > config.maxValueBytes()) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "`response` may have " + config.maxValueBytes() + " bytes, this has " + value.length());
    }
    CacheKey key = request.key(access.namespace());
    CacheHeaders.miss(response, key);
    if (idempotencyKey == null) {
      return store(access.caller().tenant(), key, request, value);
    }
    String scope = "cache-set:" + access.caller().tenant() + ":" + access.namespace();
    return idempotency
        .once(scope, idempotencyKey, body, () -> answer(access, key, request, value))
        .map(answer -> answer.body().getBytes())
        .onFailure(UnavailableException.class)
        .recoverWithItem(NOT_STORED);
  }

  private Uni<Answer> answer(Access access, CacheKey key, CacheRequest request, JsonSlice value) {
    return store(access.caller().tenant(), key, request, value)
        .map(bytes -> new Answer(bytes == NOT_STORED ? 503 : 200, Buffer.buffer(bytes)));
  }

  private Uni<byte[]> store(String tenant, CacheKey key, CacheRequest request, JsonSlice value) {
    return tokens(request, value)
        .map(tokens -> entry(tenant, key, request, value, tokens))
        .chain(entry -> shelf.write(entry).map(stored -> stored ? stored(entry) : NOT_STORED));
  }

  private Uni<TokenUsage> tokens(CacheRequest request, JsonSlice value) {
    return request
        .options()
        .usage()
        .map(given -> Uni.createFrom().item(given))
        .orElseGet(() -> counted(request, value));
  }

  private Uni<TokenUsage> counted(CacheRequest request, JsonSlice value) {
    byte[] prompt = request.prompt().map(JsonSlice::toBytes).orElseGet(() -> new byte[0]);
    return tokens.count(request.model(), prompt, value.toBytes());
  }

  private Entry entry(
      String tenant, CacheKey key, CacheRequest request, JsonSlice value, TokenUsage tokens) {
    CacheOptions options = request.options();
    return new Entry(
        key,
        new Dimensions(
            tenant, key.namespace(), request.provider(), request.model(), options.agentType()),
        value,
        shelf.now(),
        options.ttlOr((int) config.defaultTtl().toSeconds()),
        options.tags(),
        tokens,
        options.usage().isPresent(),
        pricing.costNanos(request.provider(), request.model(), tokens));
  }

  private byte[] stored(Entry entry) {
    usage.handle(entry.dimensions()).stored(entry.usage(), entry.costNanos());
    return new ByteBuilder(256)
        .add("{\"success\":true,\"key\":")
        .addString(entry.key().text())
        .add(",\"ttl\":")
        .add(entry.ttlSeconds())
        .add(",\"cached_at\":\"")
        .add(HitBody.cachedAt(entry.storedAtMicros()))
        .add("\"}")
        .toBytes();
  }
}
