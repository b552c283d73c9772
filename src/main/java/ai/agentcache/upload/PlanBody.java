package ai.agentcache.upload;

import ai.agentcache.upload.decision.Choice;
import ai.agentcache.upload.decision.Decision;
import ai.agentcache.upload.edge.Edge;
import ai.agentcache.upload.edge.Factors;
import ai.agentcache.upload.edge.Ranking;
import ai.agentcache.upload.edge.Ranking.Scored;
import ai.agentcache.upload.edge.Standing;
import ai.agentcache.upload.plan.TransferStrategy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of the answers about edges. */
@Singleton
final class PlanBody {

  private final String directUrl;

  PlanBody(PlannerConfig config) {
    this.directUrl = config.direct().url();
  }

  /** A recommendation. */
  JsonObject of(Plan plan) {
    Decision decision = plan.decision();
    return new JsonObject()
        .put("strategy", strategy(decision))
        .put("edges", edges(decision))
        .put("duplicate", plan.duplicate().map(PlanBody::duplicate).orElse(null))
        .put("decisionId", decision.id().toString())
        .put("warnings", new JsonArray(plan.warnings()));
  }

  private static JsonObject strategy(Decision decision) {
    TransferStrategy strategy = decision.strategy();
    return new JsonObject()
        .put("chunkSize", strategy.chunkSize())
        .put("threads", strategy.threads())
        .put("compression", "none")
        .put("estimatedTime", Numbers.rounded(decision.prediction().seconds(), 3))
        .put("estimatedCost", Numbers.rounded(decision.prediction().cost(), 6))
        .put("parts", strategy.parts())
        .put("profile", strategy.profile().text());
  }

  private JsonArray edges(Decision decision) {
    JsonArray edges = new JsonArray();
    for (Choice choice : decision.choices()) {
      JsonObject edge = edge(choice.edge(), choice.factors(), choice.score(), choice.measured());
      edges.add(edge.put("weight", choice.share() / 1e3));
    }
    if (decision.direct() > 0) {
      edges.add(direct(decision.direct()));
    }
    return edges;
  }

  private static JsonObject edge(Edge edge, Factors factors, double score, boolean measured) {
    return new JsonObject()
        .put("id", edge.id())
        .put("url", edge.url())
        .put("latency", Numbers.rounded(factors.latencyMs(), 1))
        .put("load", Numbers.rounded(factors.load(), 3))
        .put("distance", Numbers.rounded(factors.km(), 1))
        .put("city", edge.city())
        .put("country", edge.country())
        .put("measured", measured)
        .put("score", Numbers.rounded(score, 4));
  }

  /** Nothing is known of its way but that it is there. */
  private JsonObject direct(int share) {
    return new JsonObject()
        .put("id", "lyve-direct")
        .put("url", directUrl)
        .putNull("latency")
        .putNull("load")
        .putNull("distance")
        .putNull("city")
        .putNull("country")
        .put("measured", false)
        .putNull("score")
        .put("weight", share / 1e3);
  }

  private static JsonObject duplicate(Duplicate duplicate) {
    return new JsonObject()
        .put("fileId", duplicate.fileId())
        .put("url", duplicate.url())
        .put("savedBytes", duplicate.savedBytes())
        .put("savedCost", Numbers.rounded(duplicate.savedCost(), 6))
        .put("message", "This file has been uploaded already: it need not be sent again.");
  }

  /** Edges for a place. */
  static JsonObject of(Ranking ranking) {
    JsonArray edges = new JsonArray();
    for (Scored scored : ranking.best()) {
      edges.add(
          edge(scored.edge(), scored.factors(), scored.score(), scored.measured())
              .put("latency_ms", Numbers.rounded(scored.factors().latencyMs(), 1)));
    }
    return new JsonObject().put("edges", edges);
  }

  /** All edges. */
  static JsonObject of(List<Standing> fleet) {
    JsonArray edges = new JsonArray();
    fleet.forEach(standing -> edges.add(listed(standing)));
    return new JsonObject().put("edges", edges).put("total", fleet.size());
  }

  private static JsonObject listed(Standing standing) {
    Edge edge = standing.edge();
    return new JsonObject()
        .put("id", edge.id())
        .put("city", edge.city())
        .put("country", edge.country())
        .put("lat", edge.location().latitude())
        .put("lng", edge.location().longitude())
        .put("url", edge.url())
        .put("pricePerGb", edge.pricePerGb())
        .put("active", edge.active())
        .put("ejected", standing.ejected())
        .put("measured", standing.measured())
        .put("samples", standing.samples())
        .put("latency_ms", number(standing.seenLatencyMs(), 1))
        .put("mbps", number(standing.seenMbps(), 1))
        .put("load", Numbers.rounded(standing.load(), 3))
        .put("errorRate", Numbers.rounded(standing.errorRate(), 4));
  }

  private static @Nullable Double number(double value, int decimals) {
    return Numbers.rounded(value, decimals);
  }
}
