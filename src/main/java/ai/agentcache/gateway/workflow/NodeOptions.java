package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.llm.LlmRequest;
import ai.agentcache.gateway.routing.Mode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How the nodes of a run are asked: the options of {@code /llm/generate}, for all nodes.
 *
 * @param fields the options as they were given, without what belongs to the run
 * @param maxTtlSeconds the longest life that may be asked for
 */
record NodeOptions(ObjectNode fields, long maxTtlSeconds) {

  /**
   * The request of a node: to the model it names, else to the one that was named for all, else to
   * the one that is best for its kind of work.
   *
   * @param prompt what is asked, filled in
   * @throws ai.agentcache.http.ApiException naming the option that is wrong
   */
  LlmRequest request(Node node, String prompt) {
    ObjectNode body = fields.deepCopy();
    body.put("prompt", prompt).put("nodeType", node.label());
    if (node.model().isPresent()) {
      body.put("model", node.model().get());
      body.remove("activeProvider");
      if (!Mode.MANUAL.label().equals(body.path("routingMode").asText())) {
        body.put("routingMode", Mode.SINGLE_MODEL.label());
      }
    } else if (!isRouted(body)) {
      body.put("routingMode", Mode.ORCHESTRATED.label());
    }
    return LlmRequest.read(body, maxTtlSeconds);
  }

  private static boolean isRouted(ObjectNode body) {
    return body.hasNonNull("model")
        || body.hasNonNull("activeProvider")
        || body.hasNonNull("routingMode");
  }
}
