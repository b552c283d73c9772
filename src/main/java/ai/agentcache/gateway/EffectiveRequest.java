package ai.agentcache.gateway;

import ai.agentcache.cache.CacheKey;
import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.provider.Dialects;
import ai.agentcache.gateway.routing.Target;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is really asked: after aliases, defaults and translation, and without whose key
 * it is asked with. Two requests that come to the same are the same, whatever dialect they were
 * made in.
 *
 * <p>It is kept for the next who asks the same: the body is never changed, what goes over the wire
 * is a copy.
 */
final class EffectiveRequest {

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

  private final Target target;
  private final Dialect dialect;
  private final ObjectNode body;
  private final String betas;
  private volatile @Nullable CacheKey lastKey;

  /**
   * @param target who is asked
   * @param dialect in which dialect
   * @param body as if for a whole answer
   * @param betas features on trial that the provider is asked for
   */
  private EffectiveRequest(Target target, Dialect dialect, ObjectNode body, String betas) {
    this.target = target;
    this.dialect = dialect;
    this.body = body;
    this.betas = betas;
  }

  /**
   * What a target is asked.
   *
   * @param betas features on trial that the caller asks for, in the dialect of the prompt
   * @throws ai.agentcache.http.ApiException naming what its dialect cannot say
   */
  static EffectiveRequest of(Prompt prompt, String betas, Target target, Dialects dialects) {
    Dialect dialect = target.provider().dialect(prompt);
    boolean own = dialect.name().equals(prompt.dialect());
    if (!own && dialects.named(prompt.dialect()).orElse(null) instanceof Front said) {
      said.requireTranslatable(prompt.source());
    }
    return new EffectiveRequest(
        target, dialect, dialect.write(prompt.withModel(target.model())), own ? betas : "");
  }

  /** Who is asked. */
  Target target() {
    return target;
  }

  /** In which dialect. */
  Dialect dialect() {
    return dialect;
  }

  /** The address of its answer. */
  CacheKey key(String namespace) {
    CacheKey key = lastKey;
    if (key == null || !key.namespace().equals(namespace)) {
      key = makeKey(namespace);
      lastKey = key;
    }
    return key;
  }

  private CacheKey makeKey(String namespace) {
    ObjectNode request = Json.object();
    request.setAll(body);
    request.remove(NOT_IDENTITY);
    ObjectNode identity = Json.object();
    identity.put("api", dialect.name()).set("request", request);
    if (!betas.isEmpty()) {
      identity.put("betas", betas);
    }
    return CacheKey.of(namespace, target.provider().name(), target.model(), Json.bytes(identity));
  }

  /** Header fields beside the provider's own: those of one call, and what was asked for. */
  Map<String, String> headers(Map<String, String> call) {
    if (betas.isEmpty()) {
      return call;
    }
    Map<String, String> all = new HashMap<>(call);
    all.put(Betas.HEADER, betas);
    return all;
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
