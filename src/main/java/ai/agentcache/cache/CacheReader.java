package ai.agentcache.cache;

import ai.agentcache.access.Access;
import ai.agentcache.cache.RequestMemo.Asked;
import ai.agentcache.http.Call;
import ai.agentcache.http.EventStream;
import ai.agentcache.time.Clock;
import ai.agentcache.usage.Dimensions;
import ai.agentcache.usage.UsageRecorder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers look-ups: from memory without waiting, else from Redis beside the admission. */
@Singleton
final class CacheReader {

  private static final byte[] NOT_CACHED = ascii("{\"cached\":false,\"ttl\":0}");

  private static final byte[] DEGRADED = ascii("{\"hit\":false,\"degraded\":true}");

  private final Shelf shelf;
  private final UsageRecorder usage;
  private final Clock clock;
  private final ObjectMapper json;
  private final RequestMemo memo;
  private final RequestLimits limits;

  CacheReader(
      Shelf shelf,
      UsageRecorder usage,
      Clock clock,
      ObjectMapper json,
      RequestMemo memo,
      CacheConfig config) {
    this.shelf = shelf;
    this.usage = usage;
    this.clock = clock;
    this.json = json;
    this.memo = memo;
    this.limits = config.requestLimits();
  }

  /** The answer of {@code get}: the entry, its replay as events, or that there is none. */
  Uni<byte[]> get(Access access, byte[] body, RoutingContext routing) {
    String tenant = access.caller().tenant();
    Asked asked = memo.read(tenant, access.namespace(), body);
    EventStream events = asked.request().options().stream() ? EventStream.of(routing) : null;
    Hit near = shelf.near(tenant, asked.redisKey(), clock.nanos());
    if (near != null && access.isAdmitted()) {
      return Uni.createFrom().item(found(near, events, routing));
    }
    return lookup(tenant, asked, near, access)
        .map(
            read -> {
              Hit hit = read.hit();
              return hit == null
                  ? missed(tenant, asked, read.degraded(), routing)
                  : found(hit, events, routing);
            });
  }

  /** What is found, once the request is admitted; Redis hears of both in one flight. */
  private Uni<Lookup> lookup(String tenant, Asked asked, @Nullable Hit near, Access access) {
    Uni<Lookup> lookup =
        near != null
            ? Uni.createFrom().item(new Lookup(near, false))
            : shelf.read(tenant, asked.key(), asked.redisKey());
    return access.isAdmitted()
        ? lookup
        : Uni.combine().all().unis(lookup, access.admitted()).with((read, admitted) -> read);
  }

  private byte[] found(Hit hit, @Nullable EventStream events, RoutingContext routing) {
    Entry entry = hit.entry();
    long now = shelf.now();
    CacheHeaders.hit(routing.response(), hit, now);
    long latency = clock.nanos() - Call.of(routing).startNanos();
    hit.counters().hit(latency, entry.usage().total(), entry.costNanos());
    if (events != null) {
      events.announce();
      return SseReplay.of(entry);
    }
    return hit.render(now, latency);
  }

  private byte[] missed(String tenant, Asked asked, boolean degraded, RoutingContext routing) {
    CacheKey key = asked.key();
    CacheRequest request = asked.request();
    CacheHeaders.miss(routing.response(), key);
    Dimensions dimensions =
        new Dimensions(
            tenant,
            key.namespace(),
            request.provider(),
            request.model(),
            request.options().agentType());
    usage.handle(dimensions).miss(clock.nanos() - Call.of(routing).startNanos());
    return degraded ? DEGRADED : HitBody.missBody(key);
  }

  /** The answer of {@code check}. */
  Uni<byte[]> check(Access access, byte[] body, HttpServerResponse response) {
    String tenant = access.caller().tenant();
    Asked asked = memo.read(tenant, access.namespace(), body);
    Hit near = shelf.near(tenant, asked.redisKey(), clock.nanos());
    return lookup(tenant, asked, near, access)
        .map(read -> checked(read.hit(), asked.key(), response));
  }

  private byte[] checked(@Nullable Hit hit, CacheKey key, HttpServerResponse response) {
    if (hit == null) {
      CacheHeaders.miss(response, key);
      return NOT_CACHED;
    }
    long now = shelf.now();
    CacheHeaders.hit(response, hit, now);
    return ascii("{\"cached\":true,\"ttl\":" + hit.entry().ttlRemaining(now) + "}");
  }

  /** The answer of {@code explain}. */
  Uni<byte[]> explain(Access access, byte[] body, HttpServerResponse response) {
    Explanation explanation = Explanation.of(body, access.namespace(), limits);
    CacheHeaders.miss(response, CacheKey.parse(explanation.key()).orElse(null));
    try {
      return Uni.createFrom().item(json.writeValueAsBytes(explanation));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
