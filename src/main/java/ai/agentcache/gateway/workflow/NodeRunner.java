package ai.agentcache.gateway.workflow;

import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.GatewayErrors;
import ai.agentcache.gateway.Generated;
import ai.agentcache.gateway.Generator;
import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.llm.Completions;
import ai.agentcache.gateway.llm.LlmAnswer;
import ai.agentcache.gateway.llm.LlmRequest;
import ai.agentcache.gateway.llm.Questions;
import ai.agentcache.gateway.llm.Requester;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Asks what a node asks. */
@Singleton
final class NodeRunner {

  private static final Logger LOG = Logger.getLogger(NodeRunner.class);

  private final Questions questions;
  private final Generator generator;
  private final Completions completions;
  private final Clock clock;

  NodeRunner(Questions questions, Generator generator, Completions completions, Clock clock) {
    this.questions = questions;
    this.generator = generator;
    this.completions = completions;
    this.clock = clock;
  }

  /**
   * Refuses options that no node could be asked with.
   *
   * @throws ApiException naming the option that is wrong
   */
  void check(WorkflowRequest request) {
    Node first = request.graph().nodes().get(0);
    var unused = questions.prompt(request.options().request(first, first.prompt().text()));
  }

  /** What becomes of a request; never fails. Cancelling it is not to wait for it any more. */
  Uni<Outcome> run(Supplier<LlmRequest> request, Requester requester) {
    long start = clock.nanos();
    return Uni.createFrom()
        .deferred(() -> generator.answer(questions.of(request.get(), requester)))
        .chain(generated -> outcome(generated, start))
        .onFailure()
        .recoverWithItem(failure -> failed(failure, start));
  }

  private Uni<Outcome> outcome(Generated generated, long start) {
    return generated
        .served()
        .recording()
        .ended()
        .map(end -> completed(generated, end, completions.of(generated), start));
  }

  private Outcome completed(Generated generated, Piece.End end, Completion said, long start) {
    if (said.text().isBlank()) {
      String why = said.finish().name().toLowerCase(Locale.ROOT);
      return new Outcome.Failed(
          ErrorCode.PROVIDER_REJECTED, "the model said nothing (" + why + ")", since(start));
    }
    return new Outcome.Completed(
        said.text(),
        generated.origin().model(),
        generated.origin().provider(),
        LlmAnswer.isCached(generated),
        generated.degraded(),
        said.usage(),
        end.usage().total(),
        end.costNanos(),
        since(start));
  }

  private Outcome failed(Throwable failure, long start) {
    if (failure instanceof MalformedAnswerException) {
      return new Outcome.Failed(
          ErrorCode.PROVIDER_MALFORMED, ErrorCode.PROVIDER_MALFORMED.text(), since(start));
    }
    if (GatewayErrors.explain(failure) instanceof ApiException known) {
      return new Outcome.Failed(known.code(), known.details(), since(start));
    }
    LOG.error("A node of a workflow failed", failure);
    return new Outcome.Failed(ErrorCode.INTERNAL_ERROR, "it has been logged", since(start));
  }

  private long since(long start) {
    return (clock.nanos() - start) / 1_000_000;
  }
}
