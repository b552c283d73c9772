package ai.agentcache.gateway.workflow;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of workflows as the OpenAPI document describes them. Nothing of this is used at run
 * time.
 */
final class WorkflowDocuments {

  static final String RUN =
      "A prompt may name what a node it depends on has said, as `{{node-id}}`, and inputs, as"
          + " `{{input.name}}`; what is filled in is not looked at again. A node that fails fails"
          + " only what depends on it. Each answer is cached as that of `/llm/generate` is. The"
          + " options of `/llm/generate` hold for all nodes; without a model or `routingMode` each"
          + " is routed as `orchestrated` by its type. With `Accept: text/event-stream`, or"
          + " `stream`, the progress is told as it is made: events `node`, with `id` and `status`"
          + " (`started`, then `completed`, `failed` or `skipped` with what is known of it), and"
          + " at the end one event `result`.";

  static final String RESULT =
      "What became of the run, also when nodes have failed: `completed`, `partial`, or `failed` if"
          + " no node was completed. `outputs` has those of the nodes that no other depends on.";

  static final String PLAN =
      "Asks as `/llm/generate` does, with its fields, for a graph that `/llm/execute-workflow`"
          + " takes. An answer that is no workflow is sent back to the model once; tokens and cost"
          + " are then those of both answers.";

  private WorkflowDocuments() {}

  @Schema(
      name = "WorkflowWanted",
      description = "What is to be done; other fields are options of `/llm/generate`.",
      additionalProperties = Schema.True.class)
  record Wanted(
      @Schema(description = "What is to be done. This or `messages` is required.") String prompt,
      @Schema(description = "The model to ask, such as `gpt-4o` or `openai:gpt-4o`.") String model,
      String activeProvider,
      @Schema(enumeration = {"single-model", "manual", "heuristic", "cost-aware", "orchestrated"})
          String routingMode,
      @Schema(minimum = "1", description = "How long to keep the answer, seconds.") int ttl) {}

  @Schema(
      name = "WorkflowPlanned",
      requiredProperties = {"nodes", "metadata"})
  record Planned(
      @Schema(minItems = 1, maxItems = Graph.MOST_NODES) List<GraphNode> nodes,
      @Schema(description = "As `/llm/generate` tells it.") Map<String, Object> metadata) {}

  @Schema(
      name = "WorkflowNode",
      requiredProperties = {"id", "prompt"})
  record GraphNode(
      @Schema(pattern = "[A-Za-z0-9_-]{1,64}", description = "Unique in the graph.") String id,
      @Schema(
              enumeration = {"plan", "build", "validate", "review"},
              defaultValue = "build",
              description = "The kind of work, for the choice of a model.")
          String type,
      @Schema(minLength = 1, maxLength = Template.LONGEST) String prompt,
      @Schema(description = "The model to ask, such as `gpt-4o` or `openai:gpt-4o`.") String model,
      @Schema(description = "Ids of the nodes that have to be done before.")
          List<String> dependsOn) {}

  @Schema(name = "WorkflowGraph", requiredProperties = "nodes")
  record GraphBody(
      @Schema(minItems = 1, maxItems = Graph.MOST_NODES, description = "1 to 20, in no circle.")
          List<GraphNode> nodes) {}

  @Schema(
      name = "WorkflowExecution",
      description = "The graph and its inputs; other fields are options of `/llm/generate`.",
      additionalProperties = Schema.True.class)
  record Execution(
      @Schema(description = "This or `workflow` is required.") GraphBody graph,
      @Schema(description = "Another name of `graph`.") GraphBody workflow,
      @Schema(description = "Values by name. Text is filled in as it is, everything else as JSON.")
          Map<String, Object> input,
      @Schema(description = "The model of nodes that name none.") String model,
      @Schema(minimum = "1", description = "Nodes asked at once.") int concurrency,
      @Schema(minimum = "1", description = "How long a node may take, milliseconds.")
          int nodeTimeoutMs,
      @Schema(minimum = "1", description = "How long the run may take, milliseconds.")
          int timeoutMs,
      @Schema(minimum = "1", description = "How long to keep each answer, seconds.") int ttl,
      @Schema(defaultValue = "false", description = "Tell the progress as server-sent events.")
          boolean stream) {}

  @Schema(
      name = "WorkflowUsage",
      requiredProperties = {
        "inputTokens",
        "outputTokens",
        "totalTokens",
        "cachedInputTokens",
        "reasoningTokens"
      })
  record Usage(
      long inputTokens,
      long outputTokens,
      long totalTokens,
      long cachedInputTokens,
      long reasoningTokens) {}

  @Schema(
      name = "WorkflowError",
      requiredProperties = {"code", "message"})
  record NodeError(String code, String message) {}

  @Schema(name = "WorkflowNodeResult", requiredProperties = "status")
  record NodeResult(
      @Schema(enumeration = {"completed", "failed", "skipped"}) String status,
      @Schema(description = "What the model said.") String output,
      @Schema(description = "Of a failed node.") NodeError error,
      @Schema(description = "Of a skipped node: why it was not asked.") String reason,
      String model,
      String provider,
      @Schema(description = "Whether the answer had been stored before.") boolean cached,
      @Schema(description = "Whether it is less than what was asked for.") boolean degraded,
      long latencyMs,
      Usage usage) {}

  @Schema(
      name = "WorkflowTotals",
      requiredProperties = {"estimatedTokens", "estimatedCost", "latencyMs"})
  record Totals(
      long estimatedTokens,
      @Schema(description = "Dollars, by the price table.") double estimatedCost,
      long latencyMs) {}

  @Schema(
      name = "WorkflowResult",
      requiredProperties = {"status", "nodes", "outputs", "metadata"})
  record Result(
      @Schema(enumeration = {"completed", "partial", "failed"}) String status,
      @Schema(
              description =
                  "What became of each node, by id. Of a completed one: `status`, `output`, `model`,"
                      + " `provider`, `cached`, `degraded`, `latencyMs`, `usage`; of a failed one:"
                      + " `status`, `error` (`code`, `message`), `latencyMs`; of a skipped one:"
                      + " `status`, `reason`.")
          Map<String, NodeResult> nodes,
      @Schema(description = "By id, what the nodes said that no other depends on.")
          Map<String, String> outputs,
      Totals metadata) {}
}
