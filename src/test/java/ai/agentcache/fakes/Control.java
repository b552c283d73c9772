package ai.agentcache.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Steering over HTTP, for clients that are other processes. {@code POST /_control} takes an {@link
 * Order}, {@code GET /_control} answers the counts, {@code GET /_control/calls} the last calls,
 * {@code DELETE /_control} forgets everything.
 */
final class Control {

  static final String PATH = "/_control";

  /**
   * A behaviour for the next so many requests; with one of the conditions or a probability, or
   * without times, it is a rule. Or a key to reject.
   */
  record Order(
      int times,
      @Nullable String method,
      @Nullable String path,
      @Nullable String contains,
      @Nullable Double probability,
      @Nullable Behaviour behaviour,
      @Nullable String rejectKey) {

    boolean isConditional() {
      return method != null || path != null || contains != null || probability != null;
    }

    boolean matches(Received request) {
      return (method == null || method.equals(request.method()))
          && (path == null || path.equals(request.path()))
          && (contains == null || request.mentions(contains));
    }
  }

  private final FakeLlm fake;

  Control(FakeLlm fake) {
    this.fake = fake;
  }

  void handle(HttpServerRequest request, String body) {
    Answer answer =
        switch (request.method().name()) {
          case "GET" -> Answer.json(200, request.path().equals(PATH) ? counts() : calls());
          case "POST" -> order(body);
          case "DELETE" -> reset();
          default -> Answer.json(405, Json.object());
        };
    request.response().setStatusCode(answer.status());
    Bench.send(answer, request.response());
  }

  private Answer order(String body) {
    try {
      Order order = Json.MAPPER.readValue(body, Order.class);
      if (order.rejectKey != null) {
        fake.rejectKey(order.rejectKey);
      }
      if (order.behaviour != null) {
        add(order, order.behaviour);
      }
      return Answer.json(200, counts());
    } catch (JsonProcessingException e) {
      return Answer.json(400, Json.object().put("error", e.getOriginalMessage()));
    }
  }

  private void add(Order order, Behaviour behaviour) {
    if (order.times > 0 && !order.isConditional()) {
      fake.next(order.times, behaviour);
    } else {
      double probability = order.probability == null ? 1 : order.probability;
      int times = order.times > 0 ? order.times : Rule.FOR_EVER;
      fake.when(order::matches, times, probability, behaviour);
    }
  }

  private Answer reset() {
    fake.reset();
    return Answer.json(200, counts());
  }

  private ObjectNode counts() {
    Calls calls = fake.calls();
    ObjectNode counts =
        Json.object()
            .put("total", calls.total())
            .put("inFlight", calls.inFlight())
            .put("maxInFlight", calls.maxInFlight());
    counts.set("byPath", Json.MAPPER.valueToTree(calls.byPath()));
    return counts;
  }

  private JsonNode calls() {
    ArrayNode all = Json.array();
    for (Call call : fake.calls().recent()) {
      ObjectNode node = all.addObject().put("number", call.number());
      node.set("request", Json.MAPPER.valueToTree(call.request()));
      call.ending().ifPresent(e -> node.set("ending", Json.MAPPER.valueToTree(e)));
    }
    return all;
  }
}
