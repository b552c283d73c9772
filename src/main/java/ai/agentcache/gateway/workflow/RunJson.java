package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.llm.LlmAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;

/** Tells what becomes of a run: as one JSON object, or step by step as server-sent events. */
final class RunJson {

  private RunJson() {}

  /** The event that tells a step. */
  static Buffer event(Graph graph, Progress step) {
    if (step instanceof Progress.Finished finished) {
      return event("result", result(graph, finished));
    }
    if (step instanceof Progress.Started started) {
      return event("node", Json.object().put("id", started.node().id()).put("status", "started"));
    }
    Progress.Ended ended = (Progress.Ended) step;
    ObjectNode told = Json.object().put("id", ended.node().id());
    return event("node", told.setAll(node(ended.outcome())));
  }

  private static Buffer event(String name, ObjectNode data) {
    return Buffer.buffer("event: " + name + "\ndata: ")
        .appendBytes(Json.bytes(data))
        .appendString("\n\n");
  }

  /** The result of a run. */
  static ObjectNode result(Graph graph, Progress.Finished finished) {
    ObjectNode result = Json.object();
    result.put("status", status(finished.outcomes().values()));
    ObjectNode nodes = result.putObject("nodes");
    for (Node node : graph.nodes()) {
      Outcome outcome = finished.outcomes().get(node.id());
      if (outcome != null) {
        nodes.set(node.id(), node(outcome));
      }
    }
    ObjectNode outputs = result.putObject("outputs");
    for (Node leaf : graph.leaves()) {
      if (finished.outcomes().get(leaf.id()) instanceof Outcome.Completed completed) {
        outputs.put(leaf.id(), completed.output());
      }
    }
    result.set("metadata", metadata(finished));
    return result;
  }

  private static String status(Collection<Outcome> outcomes) {
    long completed = outcomes.stream().filter(Outcome.Completed.class::isInstance).count();
    if (completed == outcomes.size()) {
      return "completed";
    }
    return completed == 0 ? "failed" : "partial";
  }

  private static ObjectNode metadata(Progress.Finished finished) {
    long tokens = 0;
    long costNanos = 0;
    for (Outcome outcome : finished.outcomes().values()) {
      if (outcome instanceof Outcome.Completed completed) {
        tokens += completed.tokens();
        costNanos += completed.costNanos();
      }
    }
    ObjectNode metadata = Json.object().put("estimatedTokens", tokens);
    metadata.put("estimatedCost", LlmAnswer.dollars(costNanos));
    return metadata.put("latencyMs", finished.latencyMillis());
  }

  private static ObjectNode node(Outcome outcome) {
    if (outcome instanceof Outcome.Completed completed) {
      return completed(completed);
    }
    ObjectNode told = Json.object();
    if (outcome instanceof Outcome.Failed failed) {
      told.put("status", "failed")
          .putObject("error")
          .put("code", failed.code().name())
          .put("message", failed.message());
      return told.put("latencyMs", failed.latencyMillis());
    }
    return told.put("status", "skipped").put("reason", ((Outcome.Skipped) outcome).reason());
  }

  private static ObjectNode completed(Outcome.Completed completed) {
    ObjectNode told = Json.object();
    told.put("status", "completed").put("output", completed.output());
    told.put("model", completed.model()).put("provider", completed.provider());
    told.put("cached", completed.cached()).put("degraded", completed.degraded());
    told.put("latencyMs", completed.latencyMillis());
    told.set("usage", LlmAnswer.usage(completed.usage()));
    return told;
  }
}
