package ai.agentcache.gateway;

import ai.agentcache.cache.CacheKey;
import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.provider.Dialects;
import ai.agentcache.gateway.routing.Target;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a provider is really asked: after aliases, defaults and translation, and without whose key
 * it is asked with. Two requests that come to the same are the same, whatever dialect they were
 * made in.
 *
 * @param target who is asked
 * @param dialect in which dialect
 * @param body as if for a whole answer
 */
record EffectiveRequest(Target target, Dialect dialect, ObjectNode body) {

  /** They say who asks and how the answer travels, and change nothing of it. */
  private static final List<String> NOT_IDENTITY =
      List.of(
          "stream",
          "stream_options",
          "user",
          "metadata",
          "safety_identifier",
          "prompt_cache_key",
          "prompt_cache_retention");

  static EffectiveRequest of(Prompt prompt, Target target, Dialects dialects) {
    Dialect dialect = target.provider().dialect(prompt);
    if (!dialect.name().equals(prompt.dialect())
        && dialects.named(prompt.dialect()).orElse(null) instanceof Front said) {
      said.requireTranslatable(prompt.source());
    }
    return new EffectiveRequest(target, dialect, dialect.write(prompt.withModel(target.model())));
  }

  /** The address of its answer. */
  CacheKey key(String namespace) {
    ObjectNode request = Json.object();
    request.setAll(body);
    request.remove(NOT_IDENTITY);
    ObjectNode identity = Json.object();
    identity.put("api", dialect.name()).set("request", request);
    return CacheKey.of(namespace, target.provider().name(), target.model(), Json.bytes(identity));
  }

  /** What goes over the wire. */
  byte[] wire(boolean stream) {
    if (!stream) {
      return Json.bytes(body);
    }
    ObjectNode streamed = body.deepCopy();
    dialect.askForStream(streamed);
    return Json.bytes(streamed);
  }
}
