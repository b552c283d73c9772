package ai.agentcache.gateway.front;

import ai.agentcache.cache.Served;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.Attempt;
import ai.agentcache.gateway.Generated;
import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.http.Call;
import ai.agentcache.time.Clock;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;

/** The answer of {@code /llm/generate}: the text, and how it came about. */
final class LlmAnswer {

  private final Rendering rendering;
  private final Clock clock;

  LlmAnswer(Rendering rendering, Clock clock) {
    this.rendering = rendering;
    this.clock = clock;
  }

  Uni<byte[]> of(Generated generated, RoutingContext routing) {
    return generated
        .served()
        .recording()
        .ended()
        .map(end -> Json.bytes(answer(generated, end, routing)));
  }

  private ObjectNode answer(Generated generated, Piece.End end, RoutingContext routing) {
    Completion completion =
        generated
            .served()
            .recording()
            .view(
                Completion.class, recording -> rendering.completion(generated.origin(), recording));
    String text = completion.text();
    ObjectNode answer = Json.object().put("code", text).put("text", text);
    ObjectNode metadata = answer.putObject("metadata");
    metadata.put("model", generated.origin().model());
    metadata.put("provider", generated.origin().provider());
    metadata.put("cached", isCached(generated));
    metadata.put("estimatedTokens", end.usage().total());
    metadata.put("estimatedCost", BigDecimal.valueOf(end.costNanos(), 9).stripTrailingZeros());
    metadata.set("usage", usage(completion.usage()));
    metadata.put("latencyMs", (clock.nanos() - Call.of(routing).startNanos()) / 1_000_000);
    metadata.set("routing", routing(generated));
    metadata.put("degraded", generated.degraded());
    return answer;
  }

  private static boolean isCached(Generated generated) {
    return generated.served().state() == Served.State.HIT
        || generated.served().state() == Served.State.STALE;
  }

  private static ObjectNode usage(Spent spent) {
    return Json.object()
        .put("inputTokens", spent.input())
        .put("outputTokens", spent.output())
        .put("totalTokens", spent.total())
        .put("cachedInputTokens", spent.cachedInput())
        .put("reasoningTokens", spent.reasoning());
  }

  private static ObjectNode routing(Generated generated) {
    ObjectNode routing = Json.object();
    routing.put("mode", generated.route().mode());
    routing.put("reason", generated.route().reason());
    ArrayNode attempts = routing.putArray("attempts");
    for (Attempt attempt : generated.attempts()) {
      attempts
          .addObject()
          .put("provider", attempt.provider())
          .put("model", attempt.model())
          .put("outcome", attempt.outcome())
          .put("latencyMs", attempt.latencyMs());
    }
    return routing;
  }
}
