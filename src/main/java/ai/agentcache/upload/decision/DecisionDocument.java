package ai.agentcache.upload.decision;

import ai.agentcache.upload.edge.Edge;
import ai.agentcache.upload.edge.Factors;
import ai.agentcache.upload.edge.Marks;
import ai.agentcache.upload.edge.Priority;
import ai.agentcache.upload.edge.Ranking.Excluded;
import ai.agentcache.upload.edge.Wish;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A decision as JSON. Numbers are written in full, so that the marks can be computed from the
 * factors again, and the scores from marks and weights, to the last digit.
 */
final class DecisionDocument {

  /** A large fleet may have many edges that are out; the rest is a number. */
  private static final int MOST_EXCLUDED = 100;

  private DecisionDocument() {}

  static JsonObject of(Decision decision) {
    return new JsonObject()
        .put("decisionId", decision.id().toString())
        .put("createdAt", decision.at().toString())
        .put("request", request(decision.asked()))
        .put("weights", weights(decision.asked().wish().priority().weights()))
        .put("edges", edges(decision))
        .put("direct", new JsonObject().put("weight", decision.direct() / 1e3))
        .put("excluded", excluded(decision))
        .put("excludedTotal", decision.excluded().size())
        .put("strategy", strategy(decision))
        .put(
            "prediction",
            new JsonObject()
                .put("estimatedTime", decision.prediction().seconds())
                .put("estimatedCost", decision.prediction().cost()))
        .putNull("actual");
  }

  private static JsonObject request(Asked asked) {
    Wish wish = asked.wish();
    JsonObject location =
        wish.from()
            .map(from -> new JsonObject().put("lat", from.latitude()).put("lng", from.longitude()))
            .orElse(null);
    return new JsonObject()
        .put("userId", asked.user())
        .put("fileSize", wish.bytes())
        .put("priority", wish.priority().text())
        .put("budget", wish.budget().isPresent() ? wish.budget().getAsDouble() : null)
        .put("location", location)
        .put("locationSource", asked.origin().name().toLowerCase(Locale.ROOT));
  }

  private static JsonObject weights(Priority.Weights weights) {
    return new JsonObject()
        .put("latency", weights.latency())
        .put("bandwidth", weights.bandwidth())
        .put("load", weights.load())
        .put("distance", weights.distance())
        .put("errors", weights.errors());
  }

  private static JsonArray edges(Decision decision) {
    JsonArray edges = new JsonArray();
    decision.choices().forEach(choice -> edges.add(edge(choice)));
    return edges;
  }

  private static JsonObject edge(Choice choice) {
    Edge edge = choice.edge();
    return new JsonObject()
        .put("id", edge.id())
        .put("score", choice.score())
        .put("weight", choice.share() / 1e3)
        .put("measured", choice.measured())
        .put("factors", factors(choice.factors()))
        .put("marks", marks(choice.factors().marks()))
        .put("pricePerGb", edge.pricePerGb())
        .put("expectedMbps", choice.mbps())
        .put("parts", choice.parts())
        .put("streams", choice.streams())
        .put("estimatedTime", choice.seconds());
  }

  private static JsonObject factors(Factors factors) {
    return new JsonObject()
        .put("latencyMs", number(factors.latencyMs()))
        .put("mbps", factors.mbps())
        .put("load", factors.load())
        .put("distanceKm", number(factors.km()))
        .put("errorRate", factors.errorRate());
  }

  private static JsonObject marks(Marks marks) {
    return new JsonObject()
        .put("latency", marks.latency())
        .put("bandwidth", marks.bandwidth())
        .put("load", marks.load())
        .put("distance", marks.distance())
        .put("errors", marks.errors());
  }

  private static JsonArray excluded(Decision decision) {
    JsonArray excluded = new JsonArray();
    for (Excluded one : decision.excluded()) {
      if (excluded.size() < MOST_EXCLUDED) {
        excluded.add(new JsonObject().put("id", one.edge()).put("reason", one.reason().text()));
      }
    }
    return excluded;
  }

  private static JsonObject strategy(Decision decision) {
    return new JsonObject()
        .put("chunkSize", decision.strategy().chunkSize())
        .put("threads", decision.strategy().threads())
        .put("parts", decision.strategy().parts())
        .put("profile", decision.strategy().profile().text());
  }

  /** The same with how the upload went, if that is known. */
  static JsonObject with(
      JsonObject document, @Nullable Double seconds, @Nullable Long bytes, double predicted) {
    if (seconds == null) {
      return document.putNull("actual");
    }
    return document.put(
        "actual",
        new JsonObject()
            .put("time", seconds)
            .put("bytes", bytes)
            .put("ratio", predicted > 0 ? seconds / predicted : null));
  }

  private static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** What a document says was predicted. */
  static Prediction prediction(JsonObject document) {
    JsonObject said = document.getJsonObject("prediction");
    return new Prediction(said.getDouble("estimatedTime"), said.getDouble("estimatedCost"));
  }
}
