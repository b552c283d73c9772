package ai.agentcache.upload.decision;

import ai.agentcache.upload.edge.Edge;
import ai.agentcache.upload.edge.Factors;
import ai.agentcache.upload.edge.Location;
import ai.agentcache.upload.edge.Marks;
import ai.agentcache.upload.edge.Priority;
import ai.agentcache.upload.edge.Ranking.Excluded;
import ai.agentcache.upload.edge.Wish;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A decision as JSON. The factors of edges are written in full, so that their marks can be computed
 * again, and the scores from marks and weights, to the last digit; the marks are there for reading.
 *
 * <p>It is kept with the fields of edges in lists, without their names: Postgres packs rows of more
 * than 2 KB, which takes it longer than all else.
 */
final class DecisionDocument {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private static final int USUAL_LENGTH = 2_048;
  private static final double MARK_DIGITS = 1e6;

  private static final List<String> EDGE =
      List.of(
          "id",
          "score",
          "weight",
          "measured",
          "factors",
          "marks",
          "pricePerGb",
          "expectedMbps",
          "parts",
          "streams",
          "estimatedTime");

  private static final List<String> FACTORS =
      List.of("latencyMs", "mbps", "load", "distanceKm", "errorRate");

  private static final List<String> MARKS =
      List.of("latency", "bandwidth", "load", "distance", "errors");

  private DecisionDocument() {}

  /** A decision as it is kept. */
  static String write(Decision decision) {
    StringWriter text = new StringWriter(USUAL_LENGTH);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, decision);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Decision decision) throws IOException {
    json.writeStartObject();
    json.writeStringField("decisionId", decision.id().toString());
    json.writeStringField("createdAt", decision.at().toString());
    request(json, decision.asked());
    weights(json, decision.asked().wish().priority().weights());
    json.writeArrayFieldStart("edges");
    for (Choice choice : decision.choices()) {
      edge(json, choice);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("direct");
    json.writeNumberField("weight", decision.direct() / 1e3);
    json.writeEndObject();
    excluded(json, decision);
    strategy(json, decision);
    json.writeObjectFieldStart("prediction");
    json.writeNumberField("estimatedTime", decision.prediction().seconds());
    json.writeNumberField("estimatedCost", decision.prediction().cost());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void request(JsonGenerator json, Asked asked) throws IOException {
    Wish wish = asked.wish();
    Location from = wish.from().orElse(null);
    json.writeObjectFieldStart("request");
    json.writeStringField("userId", asked.user());
    json.writeNumberField("fileSize", wish.bytes());
    json.writeStringField("priority", wish.priority().text());
    json.writeFieldName("budget");
    number(json, wish.budget().orElse(Double.NaN));
    if (from == null) {
      json.writeNullField("location");
    } else {
      json.writeObjectFieldStart("location");
      json.writeNumberField("lat", from.latitude());
      json.writeNumberField("lng", from.longitude());
      json.writeEndObject();
    }
    json.writeStringField("locationSource", asked.origin().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }

  private static void weights(JsonGenerator json, Priority.Weights weights) throws IOException {
    json.writeObjectFieldStart("weights");
    json.writeNumberField("latency", weights.latency());
    json.writeNumberField("bandwidth", weights.bandwidth());
    json.writeNumberField("load", weights.load());
    json.writeNumberField("distance", weights.distance());
    json.writeNumberField("errors", weights.errors());
    json.writeEndObject();
  }

  /** In the order of {@link #EDGE}. */
  private static void edge(JsonGenerator json, Choice choice) throws IOException {
    Edge edge = choice.edge();
    json.writeStartArray();
    json.writeString(edge.id());
    json.writeNumber(choice.score());
    json.writeNumber(choice.share() / 1e3);
    json.writeBoolean(choice.measured());
    factors(json, choice.factors());
    marks(json, choice.factors().marks());
    json.writeNumber(edge.pricePerGb());
    json.writeNumber(choice.mbps());
    json.writeNumber(choice.parts());
    json.writeNumber(choice.streams());
    json.writeNumber(choice.seconds());
    json.writeEndArray();
  }

  /** In the order of {@link #FACTORS}. */
  private static void factors(JsonGenerator json, Factors factors) throws IOException {
    json.writeStartArray();
    number(json, factors.latencyMs());
    json.writeNumber(factors.mbps());
    json.writeNumber(factors.load());
    number(json, factors.km());
    json.writeNumber(factors.errorRate());
    json.writeEndArray();
  }

  /** In the order of {@link #MARKS}. */
  private static void marks(JsonGenerator json, Marks marks) throws IOException {
    json.writeStartArray();
    json.writeNumber(rounded(marks.latency()));
    json.writeNumber(rounded(marks.bandwidth()));
    json.writeNumber(rounded(marks.load()));
    json.writeNumber(rounded(marks.distance()));
    json.writeNumber(rounded(marks.errors()));
    json.writeEndArray();
  }

  private static double rounded(double mark) {
    return Math.rint(mark * MARK_DIGITS) / MARK_DIGITS;
  }

  private static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  private static void excluded(JsonGenerator json, Decision decision) throws IOException {
    json.writeArrayFieldStart("excluded");
    for (Excluded one : decision.excluded()) {
      json.writeStartObject();
      json.writeStringField("id", one.edge());
      json.writeStringField("reason", one.reason().text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("excludedTotal", decision.excludedTotal());
  }

  private static void strategy(JsonGenerator json, Decision decision) throws IOException {
    json.writeObjectFieldStart("strategy");
    json.writeNumberField("chunkSize", decision.strategy().chunkSize());
    json.writeNumberField("threads", decision.strategy().threads());
    json.writeNumberField("parts", decision.strategy().parts());
    json.writeStringField("profile", decision.strategy().profile().text());
    json.writeEndObject();
  }

  /** A decision as it is told, from what was kept. */
  static JsonObject read(String kept) {
    JsonObject document = new JsonObject(kept);
    JsonArray edges = new JsonArray();
    for (Object values : document.getJsonArray("edges")) {
      JsonObject edge = named(EDGE, (JsonArray) values);
      edges.add(
          edge.put("factors", named(FACTORS, edge.getJsonArray("factors")))
              .put("marks", named(MARKS, edge.getJsonArray("marks"))));
    }
    return document.put("edges", edges).putNull("actual");
  }

  private static JsonObject named(List<String> names, JsonArray values) {
    JsonObject named = new JsonObject();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), values.getValue(i));
    }
    return named;
  }

  /** The same with how the upload went, if that is known. */
  static JsonObject with(
      JsonObject document, @Nullable Double seconds, @Nullable Long bytes, double predicted) {
    if (seconds == null) {
      return document;
    }
    return document.put(
        "actual",
        new JsonObject()
            .put("time", seconds)
            .put("bytes", bytes)
            .put("ratio", predicted > 0 ? seconds / predicted : null));
  }

  /** The ids of the edges that a document lists. */
  static Set<String> edges(JsonObject document) {
    return document.getJsonArray("edges").stream()
        .map(edge -> ((JsonObject) edge).getString("id"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Which user a document is about. */
  static String user(JsonObject document) {
    return document.getJsonObject("request").getString("userId");
  }

  /** What a document says was predicted. */
  static Prediction prediction(JsonObject document) {
    JsonObject said = document.getJsonObject("prediction");
    return new Prediction(said.getDouble("estimatedTime"), said.getDouble("estimatedCost"));
  }
}
