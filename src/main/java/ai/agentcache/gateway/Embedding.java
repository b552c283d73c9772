package ai.agentcache.gateway;

import ai.agentcache.cache.Ask;
import ai.agentcache.cache.CacheKey;
import ai.agentcache.cache.Terms;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.routing.Route;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.usage.Dimensions;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Texts on their way to be embedded.
 *
 * @param body the request in OpenAI's words
 * @param inputs how many texts there are
 * @param route whom to ask; only the first is
 * @param terms what the cache may do
 * @param tenant the tenant's id
 * @param namespace the namespace
 */
public record Embedding(
    ObjectNode body, int inputs, Route route, Terms terms, String tenant, String namespace) {

  static final String API = "openai-embeddings";

  Target target() {
    return route.first();
  }

  /** What the provider is asked: the model by its own name for it. */
  byte[] wire() {
    return Json.bytes(body.deepCopy().put("model", target().model()));
  }

  /** What the cache is asked. Who asks changes no vector. */
  Ask ask() {
    ObjectNode request = body.deepCopy().put("model", target().model());
    request.remove("user");
    ObjectNode identity = Json.object().put("api", API).set("request", request);
    String provider = target().provider().name();
    return new Ask(
        CacheKey.of(namespace, provider, target().model(), Json.bytes(identity)),
        new Dimensions(tenant, namespace, provider, target().model(), Dimensions.NONE),
        terms);
  }
}
