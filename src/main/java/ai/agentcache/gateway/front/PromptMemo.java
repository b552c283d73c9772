package ai.agentcache.gateway.front;

import ai.agentcache.cache.RequestBytes;
import ai.agentcache.gateway.GatewayConfig;
import ai.agentcache.gateway.Prepared;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.llm.Bodies;
import ai.agentcache.gateway.routing.Route;
import ai.agentcache.gateway.routing.Router;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers prompts that were understood, so that a body of the same bytes is not parsed, routed,
 * written for its provider and hashed again: agents repeat themselves to the byte.
 *
 * <p>Each tenant and namespace has memories of its own, or the time an answer takes would tell who
 * else has asked.
 */
@Singleton
final class PromptMemo {

  private static final long LARGEST = 64 << 10;
  private static final int OVERHEAD = 1 << 10;

  /** The body itself, and its texts in memory, at worst two bytes for each of theirs. */
  private static final int PER_BYTE = 4;

  /**
   * A value with its name in the tree, in the prompt and in the body for the provider, at worst.
   */
  private static final int PER_VALUE = 256;

  private final Function<Prompt, Route> routing;
  private final long largest;
  private final Cache<Said, Asked> memory;

  /** What somebody said in a dialect. */
  private record Said(String dialect, RequestBytes bytes) {}

  /**
   * A body that was understood.
   *
   * @param prepared what it asks; its source is the whole of it
   * @param route whom it names
   */
  record Asked(Prepared prepared, Route route) {}

  @Inject
  PromptMemo(GatewayConfig config, Router router) {
    this(config.requestMemoBytes(), prompt -> router.named(prompt.model(), prompt));
  }

  /**
   * @param bytes how much to remember
   * @param routing whom a prompt names, always the same
   */
  PromptMemo(long bytes, Function<Prompt, Route> routing) {
    this.routing = routing;
    this.largest = Math.min(LARGEST, bytes / 64);
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Said said, Asked asked) -> weight(said, asked))
            .executor(Runnable::run)
            .build();
  }

  private static int weight(Said said, Asked asked) {
    return OVERHEAD
        + PER_BYTE * said.bytes().length()
        + PER_VALUE * values(asked.prepared().prompt().source());
  }

  private static int values(JsonNode tree) {
    int values = 1;
    for (JsonNode inner : tree) {
      values += values(inner);
    }
    return values;
  }

  /**
   * What the body asks.
   *
   * @param body not to be changed any more; null if the request has none
   * @param keep whether it may be remembered
   * @throws ai.agentcache.http.ApiException naming what is wrong with it, or saying why nobody can
   *     be asked
   */
  Asked read(Front front, String tenant, String namespace, byte @Nullable [] body, boolean keep) {
    if (body == null || body.length > largest) {
      return parse(front, body);
    }
    Said said = new Said(front.name(), new RequestBytes(tenant, namespace, body));
    Asked known = memory.getIfPresent(said);
    if (known == null) {
      known = parse(front, body);
      if (keep) {
        memory.put(said, known);
      }
    }
    return known;
  }

  private Asked parse(Front front, byte @Nullable [] body) {
    Prompt prompt = front.parse(Bodies.object(body));
    return new Asked(new Prepared(prompt), routing.apply(prompt));
  }

  /** How much is remembered, in the measure of its bound. */
  long weight() {
    memory.cleanUp();
    return memory.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }
}
