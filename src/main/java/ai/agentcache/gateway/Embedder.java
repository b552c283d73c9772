package ai.agentcache.gateway;

import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.openai.Embeddings;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import ai.agentcache.http.ApiException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Has texts embedded: from the cache, or by the provider, under the guard that its answers are
 * under too.
 */
@Singleton
public final class Embedder {

  private final Answers answers;
  private final Asker asker;
  private final Accounts accounts;

  Embedder(Answers answers, Asker asker, Accounts accounts) {
    this.answers = answers;
    this.asker = asker;
    this.accounts = accounts;
  }

  /**
   * Has texts embedded.
   *
   * @return the provider's answer, whole and as it was given; fails with {@code ApiException}
   */
  public Uni<Generated> embed(Embedding embedding) {
    if (!embedding.target().provider().embeds()) {
      throw ApiException.field(
          "model",
          "belongs to " + embedding.target().provider().name() + ", without embeddings here");
    }
    Attempts attempts = asker.attempts(embedding.customer());
    return answers
        .of(
            embedding.ask(),
            embedding.customer().caller(),
            () -> compute(embedding, attempts),
            attempts::unanswered)
        .map(
            served ->
                new Generated(
                    served,
                    Origin.of(served.recording()),
                    embedding.route(),
                    attempts.made(),
                    served.degraded()))
        .onFailure()
        .invoke(attempts::over)
        .onFailure()
        .transform(GatewayErrors::explain);
  }

  private Multi<Piece> compute(Embedding embedding, Attempts attempts) {
    Target target = embedding.target();
    byte[] body = embedding.wire();
    CallSpans spans = new CallSpans("embeddings", attempts.trace());
    Bill bill = accounts.open(embedding.customer(), target, body, spans);
    return accounts
        .require(embedding.customer(), target)
        .onItem()
        .transformToMulti(
            allowed ->
                asker.ask(
                    target,
                    bill.of(headers -> target.provider().embed(headers, body)),
                    true,
                    attempts,
                    answer -> pieces(embedding, bill, answer)))
        .onTermination()
        .invoke((failure, cancelled) -> bill.breakOff(failure));
  }

  private static Multi<Piece> pieces(Embedding embedding, Bill bill, UpstreamAnswer answer) {
    Target target = embedding.target();
    String provider = target.provider().name();
    try {
      if (!(answer instanceof UpstreamAnswer.Whole whole)) {
        throw new MalformedAnswerException("a stream was not asked for");
      }
      Origin origin = new Origin(provider, target.model(), Embedding.API, false);
      Spent spent = Embeddings.read(Json.answer(whole.body()), embedding.inputs());
      Piece head = new Piece.Head(origin.json());
      return bill.settle(true, spent)
          .onItem()
          .transformToMulti(
              end -> Multi.createFrom().items(head, new Piece.Event(whole.body()), end));
    } catch (MalformedAnswerException e) {
      throw new UpstreamFailure(provider, Kind.MALFORMED, 0, String.valueOf(e.getMessage()));
    }
  }
}
