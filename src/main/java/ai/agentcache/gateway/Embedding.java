package ai.agentcache.gateway;

import ai.agentcache.cache.Ask;
import ai.agentcache.cache.CacheKey;
import ai.agentcache.cache.Terms;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.routing.Route;
import ai.agentcache.gateway.routing.Target;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Texts on their way to be embedded.
 *
 * @param body the request in OpenAI's words
 * @param inputs how many texts there are
 * @param route whom to ask; only the first is
 * @param terms what the cache may do
 * @param customer on whose behalf
 */
public record Embedding(ObjectNode body, int inputs, Route route, Terms terms, Customer customer) {

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
        CacheKey.of(customer.namespace(), provider, target().model(), Json.bytes(identity)),
        customer.dimensions(target()),
        terms);
  }
}
