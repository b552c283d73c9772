package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.llm.Requester;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/** Runs workflows. */
@Singleton
final class Workflows {

  private final NodeRunner nodes;
  private final Vertx vertx;
  private final Clock clock;

  Workflows(NodeRunner nodes, Vertx vertx, Clock clock) {
    this.nodes = nodes;
    this.vertx = vertx;
    this.clock = clock;
  }

  /**
   * Runs a workflow when it is subscribed to. Cancelling it ends the run: nothing more is asked.
   *
   * @return what happens, the result last; never fails
   * @throws ai.agentcache.http.ApiException naming the option that is wrong
   */
  Multi<Progress> run(WorkflowRequest request, Requester requester) {
    nodes.check(request);
    return Multi.createFrom()
        .emitter(
            out -> new Run(request, node -> nodes.run(node, requester), out, vertx, clock).start(),
            BackPressureStrategy.BUFFER);
  }
}
