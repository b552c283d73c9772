package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.llm.LlmFields;
import ai.agentcache.gateway.routing.Wish;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Reads graphs. Fields that it does not know it leaves alone. */
final class GraphReader {

  private static final String NODES = "has to be a list of 1 to " + Graph.MOST_NODES + " nodes";

  private GraphReader() {}

  /**
   * Reads a graph.
   *
   * @throws ApiException naming the field that is missing or wrong
   */
  static Graph read(ObjectNode graph) {
    JsonNode list = graph.get("nodes");
    if (list == null || list.isNull()) {
      throw ApiException.missing("nodes", "a list of 1 to " + Graph.MOST_NODES + " nodes");
    }
    if (!(list instanceof ArrayNode given) || given.size() > Graph.MOST_NODES) {
      throw ApiException.field("nodes", NODES);
    }
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      nodes.add(node(given.get(i), "nodes[" + i + "]"));
    }
    return new Graph(nodes);
  }

  private static Node node(JsonNode value, String at) {
    if (!(value instanceof ObjectNode object)) {
      throw ApiException.field(at, "has to be an object with `id` and `prompt`");
    }
    LlmFields fields = new LlmFields(object, at + ".");
    return new Node(
        id(fields, at),
        fields.choice("type", Wish.NodeType.values(), Wish.NodeType.BUILD),
        Template.of(fields.required("prompt", Template.LONGEST, "what the model is asked")),
        fields.text("model", 320),
        fields.texts("dependsOn", Graph.MOST_NODES, 64));
  }

  private static String id(LlmFields fields, String at) {
    String id = fields.required("id", 64, "1 to 64 of `A-Z a-z 0-9 _ -`");
    if (!Node.isId(id)) {
      throw ApiException.field(at + ".id", "has to be 1 to 64 of `A-Z a-z 0-9 _ -`");
    }
    return id;
  }
}
