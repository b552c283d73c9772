package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The workflow that the built-in model plans, whatever it is asked. */
public final class SampleWorkflow {

  /** What the schema of a workflow's graph is called; by this name the built-in model knows it. */
  public static final String SCHEMA = "workflow_graph";

  private static final int LONGEST = 500;

  private SampleWorkflow() {}

  /**
   * Plan, build, review.
   *
   * @param request what is to be done; quoted in the prompts
   */
  static ObjectNode of(String request) {
    String quote = quote(request);
    ObjectNode graph = Json.object();
    ArrayNode nodes = graph.putArray("nodes");
    node(nodes, "plan", "Plan the steps for this request: " + quote);
    node(
        nodes, "build", "Do what was asked: " + quote + "\n\nKeep to this plan:\n{{plan}}", "plan");
    node(
        nodes,
        "review",
        "Review whether this answers the request " + quote + ":\n\n{{build}}",
        "build");
    return graph;
  }

  private static void node(ArrayNode nodes, String name, String prompt, String... before) {
    ArrayNode dependsOn =
        nodes
            .addObject()
            .put("id", name)
            .put("type", name)
            .put("prompt", prompt)
            .putArray("dependsOn");
    for (String id : before) {
      dependsOn.add(id);
    }
  }

  /** Short, and without double braces, which would be places to fill in. */
  private static String quote(String request) {
    String text = request.replace("{", "(").replace("}", ")").strip();
    return '"' + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + '"';
  }
}
