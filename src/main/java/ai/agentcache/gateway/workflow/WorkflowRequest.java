package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.llm.LlmFields;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A request to run a workflow.
 *
 * @param graph what to run
 * @param inputs the inputs that its prompts name, as text
 * @param options how its nodes are asked
 * @param stream whether the progress is wanted
 * @param concurrency nodes asked at once
 * @param nodeMillis how long a node may take
 * @param totalMillis how long all may take
 */
record WorkflowRequest(
    Graph graph,
    Map<String, String> inputs,
    NodeOptions options,
    boolean stream,
    int concurrency,
    long nodeMillis,
    long totalMillis) {

  private static final List<String> OURS =
      List.of(
          "graph",
          "workflow",
          "input",
          "stream",
          "concurrency",
          "nodeTimeoutMs",
          "timeoutMs",
          "nodeType");

  /**
   * Reads a request.
   *
   * @param maxTtlSeconds the longest life of answers that may be asked for
   * @throws ApiException naming the field that is missing or wrong
   */
  static WorkflowRequest read(ObjectNode body, WorkflowConfig limits, long maxTtlSeconds) {
    LlmFields fields = new LlmFields(body);
    Graph graph = GraphReader.read(graph(body));
    fields.absent("prompt", "belongs into the nodes");
    fields.absent("messages", "has no place here; each node has a `prompt`");
    NodeOptions options = new NodeOptions(options(body), maxTtlSeconds);
    return new WorkflowRequest(
        graph,
        inputs(body, graph),
        options,
        fields.flag("stream", false),
        fields.whole("concurrency", 1, limits.maxConcurrency()).orElse(limits.concurrency()),
        millis(fields, "nodeTimeoutMs", limits.nodeTimeout()),
        millis(fields, "timeoutMs", limits.timeout()));
  }

  private static long millis(LlmFields fields, String name, Duration most) {
    OptionalInt given = fields.whole(name, 1, most.toMillis());
    return given.isPresent() ? given.getAsInt() : most.toMillis();
  }

  private static ObjectNode graph(ObjectNode body) {
    boolean older = body.hasNonNull("workflow");
    if (older && body.hasNonNull("graph")) {
      throw ApiException.field("workflow", "and `graph` exclude each other");
    }
    String name = older ? "workflow" : "graph";
    if (!body.hasNonNull(name)) {
      throw ApiException.missing(name, "an object with `nodes`");
    }
    if (body.get(name) instanceof ObjectNode graph) {
      return graph;
    }
    throw ApiException.field(name, "has to be an object with `nodes`");
  }

  private static ObjectNode options(ObjectNode body) {
    ObjectNode options = Json.object();
    body.properties().stream()
        .filter(field -> !OURS.contains(field.getKey()))
        .forEach(field -> options.set(field.getKey(), field.getValue()));
    return options;
  }

  private static Map<String, String> inputs(ObjectNode body, Graph graph) {
    JsonNode given = body.path("input");
    if (body.hasNonNull("input") && !given.isObject()) {
      throw ApiException.field("input", "has to be an object of values by their names");
    }
    Map<String, String> inputs = new HashMap<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      for (String name : graph.nodes().get(i).prompt().inputs()) {
        JsonNode value = given.path(name);
        if (value.isMissingNode()) {
          throw ApiException.missing("input." + name, "nodes[" + i + "].prompt names it");
        }
        inputs.computeIfAbsent(name, n -> value.isTextual() ? value.asText() : value.toString());
      }
    }
    return inputs;
  }
}
