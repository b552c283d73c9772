package ai.agentcache.gateway.llm;

import ai.agentcache.cache.Served;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.Attempt;
import ai.agentcache.gateway.Generated;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.http.Call;
import ai.agentcache.time.Clock;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.math.BigDecimal;

/** The answer of {@code /llm/generate}: the text, and how it came about. */
@Singleton
public final class LlmAnswer {

  private final Completions completions;
  private final Clock clock;

  LlmAnswer(Completions completions, Clock clock) {
    this.completions = completions;
    this.clock = clock;
  }

  /** The answer as JSON, when there is all of it. */
  public Uni<byte[]> of(Generated generated, RoutingContext routing) {
    return generated
        .served()
        .recording()
        .ended()
        .map(end -> Json.bytes(answer(generated, end, routing)));
  }

  private ObjectNode answer(Generated generated, Piece.End end, RoutingContext routing) {
    String text = completions.of(generated).text();
    ObjectNode answer = Json.object().put("code", text).put("text", text);
    answer.set("metadata", metadata(generated, end, routing));
    return answer;
  }

  /** How a complete answer came about. */
  public ObjectNode metadata(Generated generated, Piece.End end, RoutingContext routing) {
    ObjectNode metadata = Json.object();
    metadata.put("model", generated.origin().model());
    metadata.put("provider", generated.origin().provider());
    metadata.put("cached", isCached(generated));
    metadata.put("estimatedTokens", end.usage().total());
    metadata.put("estimatedCost", dollars(end.costNanos()));
    metadata.set("usage", usage(completions.of(generated).usage()));
    metadata.put("latencyMs", (clock.nanos() - Call.of(routing).startNanos()) / 1_000_000);
    metadata.set("routing", routing(generated));
    metadata.put("degraded", generated.degraded());
    return metadata;
  }

  /** 10⁻⁹ dollars as dollars. */
  public static BigDecimal dollars(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
  }

  /** Whether an answer had been stored before it was asked for. */
  public static boolean isCached(Generated generated) {
    return generated.served().state() == Served.State.HIT
        || generated.served().state() == Served.State.STALE;
  }

  /** The tokens of an answer. */
  public static ObjectNode usage(Spent spent) {
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
