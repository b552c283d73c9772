package ai.agentcache.gateway.workflow;

import ai.agentcache.cache.Terms;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.GatewayErrors;
import ai.agentcache.gateway.Generated;
import ai.agentcache.gateway.Generator;
import ai.agentcache.gateway.llm.Completions;
import ai.agentcache.gateway.llm.LlmAnswer;
import ai.agentcache.gateway.llm.LlmRequest;
import ai.agentcache.gateway.llm.Questions;
import ai.agentcache.gateway.llm.Requester;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.usage.TokenUsage;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Has a model plan a workflow. One that cannot be run is sent back once, with what is wrong with
 * it.
 */
@Singleton
final class Planning {

  private final Questions questions;
  private final Generator generator;
  private final Completions completions;

  Planning(Questions questions, Generator generator, Completions completions) {
    this.questions = questions;
    this.generator = generator;
    this.completions = completions;
  }

  /**
   * A workflow, and the answer that has it.
   *
   * @param graph the workflow
   * @param generated the answer
   * @param end what it took, the answer that was sent back included
   */
  record Planned(Graph graph, Generated generated, Piece.End end) {}

  private record Answer(Generated generated, Piece.End end, String text, Plan plan) {}

  /**
   * Asks for a workflow.
   *
   * @return it; fails with {@code ApiException}, {@code WORKFLOW_INVALID} if there is none in two
   *     answers
   * @throws ApiException naming the field that is wrong, or saying why nobody can be asked
   */
  Uni<Planned> plan(LlmRequest request, Requester requester) {
    return ask(request, requester)
        .chain(
            first ->
                first.plan() instanceof Plan.Valid valid
                    ? planned(valid, first, first.end())
                    : again(request, requester, first, (Plan.Invalid) first.plan()));
  }

  private Uni<Planned> again(
      LlmRequest request, Requester requester, Answer first, Plan.Invalid wrong) {
    LlmRequest corrected = PlanPrompt.again(request, first.text(), wrong.problem());
    return ask(corrected, requester)
        .chain(
            second -> isStale(second, requester) ? ask(corrected, unread(requester)) : item(second))
        .chain(
            second ->
                second.plan() instanceof Plan.Valid valid
                    ? planned(valid, second, sum(first.end(), second.end()))
                    : Uni.createFrom().failure(invalid((Plan.Invalid) second.plan())));
  }

  /** Nobody is to be told for an hour that a model failed twice. */
  private static boolean isStale(Answer answer, Requester requester) {
    return answer.plan() instanceof Plan.Invalid
        && LlmAnswer.isCached(answer.generated())
        && !requester.terms().onlyIfCached();
  }

  private static Requester unread(Requester requester) {
    Terms terms = requester.terms().withRead(false);
    return new Requester(terms, requester.customer());
  }

  private Uni<Answer> ask(LlmRequest request, Requester requester) {
    return generator
        .answer(questions.of(request, requester))
        .chain(
            generated -> generated.served().recording().ended().map(end -> answer(generated, end)))
        .onFailure()
        .transform(GatewayErrors::explain);
  }

  private Answer answer(Generated generated, Piece.End end) {
    String text = completions.of(generated).text();
    return new Answer(generated, end, text, Plan.read(text));
  }

  private static Uni<Answer> item(Answer answer) {
    return Uni.createFrom().item(answer);
  }

  private static Uni<Planned> planned(Plan.Valid valid, Answer answer, Piece.End end) {
    return Uni.createFrom().item(new Planned(valid.graph(), answer.generated(), end));
  }

  private static Piece.End sum(Piece.End one, Piece.End other) {
    TokenUsage usage =
        new TokenUsage(
            one.usage().input() + other.usage().input(),
            one.usage().output() + other.usage().output());
    return new Piece.End(true, usage, one.costNanos() + other.costNanos());
  }

  private static ApiException invalid(Plan.Invalid plan) {
    return new ApiException(
        ErrorCode.WORKFLOW_INVALID,
        "it was asked twice; try another model or prompt. Of its last answer: " + plan.problem());
  }
}
