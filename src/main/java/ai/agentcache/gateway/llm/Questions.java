package ai.agentcache.gateway.llm;

import ai.agentcache.cache.CacheConfig;
import ai.agentcache.cache.Terms;
import ai.agentcache.gateway.Customer;
import ai.agentcache.gateway.GatewayConfig;
import ai.agentcache.gateway.Prepared;
import ai.agentcache.gateway.Question;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.provider.Dialects;
import ai.agentcache.gateway.routing.Router;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** From a request in the words of {@code /llm/generate} to a question that can be answered. */
@Singleton
public final class Questions {

  private static final String LIMIT = "max_tokens";

  private final Dialects dialects;
  private final Router router;
  private final Terms defaults;
  private final long maxTtlSeconds;

  Questions(Dialects dialects, Router router, GatewayConfig config, CacheConfig cacheConfig) {
    this.dialects = dialects;
    this.router = router;
    this.defaults = Terms.of(cacheConfig).withTtl((int) config.defaultTtl().toSeconds());
    this.maxTtlSeconds = cacheConfig.maxTtl().toSeconds();
  }

  /** The longest life that may be asked for, seconds. */
  public long maxTtlSeconds() {
    return maxTtlSeconds;
  }

  /** What the headers say about caching. */
  public Terms terms(RoutingContext routing) {
    return Controls.of(routing.request().headers(), defaults, maxTtlSeconds);
  }

  /** Who asks. */
  public Requester requester(RoutingContext routing) {
    return new Requester(terms(routing), Customer.of(routing));
  }

  /**
   * What is asked, as the hub has it.
   *
   * @throws ai.agentcache.http.ApiException naming the field that is missing or wrong
   */
  public Prompt prompt(LlmRequest request) {
    ObjectNode asked = request.chat();
    asked.put("model", request.wish().model().orElse("default"));
    Prompt prompt = dialects.chat().parse(asked);
    return asked.has(LIMIT) ? prompt.withSource(without(asked)) : prompt;
  }

  /** The limit is left to be written as each provider knows it. */
  private static ObjectNode without(ObjectNode asked) {
    ObjectNode rest = asked.deepCopy();
    rest.remove(LIMIT);
    return rest;
  }

  /**
   * The question.
   *
   * @throws ai.agentcache.http.ApiException naming the field that is missing or wrong, or saying
   *     why nobody can be asked
   */
  public Question of(LlmRequest request, Requester requester) {
    Prompt prompt = prompt(request);
    Terms terms = requester.terms();
    Customer customer = requester.customer();
    return new Question(
        new Prepared(prompt),
        request.stream(),
        router.route(request.wish(), prompt),
        request.degradation(),
        request.ttl().isPresent() ? terms.withTtl(request.ttl().getAsInt()) : terms,
        request.agentType().map(customer::withAgentType).orElse(customer),
        "");
  }
}
