package ai.agentcache.gateway;

import ai.agentcache.cache.Ask;
import ai.agentcache.cache.Served;
import ai.agentcache.cache.Terms;
import ai.agentcache.cache.flight.Computation;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.provider.Dialects;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.gateway.routing.Router;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.http.ApiException;
import ai.agentcache.resilience.UpstreamException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Answers prompts: asks the cache, which shares or has the answer computed; computing is asking a
 * provider under its guard, again if that may help; if it fails, the next target is asked, and in
 * the end the caller gets what degradation it wanted.
 */
@Singleton
public final class Generator {

  private static final String STORED = "a stored answer stands in";

  private final Answers answers;
  private final Asker asker;
  private final Providers providers;
  private final Router router;
  private final Dialects dialects;
  private final Accounts accounts;
  private final boolean storeCut;

  Generator(
      Answers answers,
      Asker asker,
      Providers providers,
      Router router,
      Dialects dialects,
      Accounts accounts,
      GatewayConfig config) {
    this.answers = answers;
    this.asker = asker;
    this.providers = providers;
    this.router = router;
    this.dialects = dialects;
    this.accounts = accounts;
    this.storeCut = config.storeCut();
  }

  /**
   * Answers a prompt.
   *
   * @return the answer as soon as it begins; fails with {@code ApiException}. Cancelling it means
   *     that this caller does not wait any more
   */
  public Uni<Generated> answer(Question question) {
    Attempts attempts = asker.attempts(question.customer());
    if (question.degradation() == Degradation.BASIC) {
      attempts.keepOne();
    }
    return from(question, 0, attempts)
        .onFailure(UpstreamException.class)
        .recoverWithUni(failure -> degrade(question, attempts, failure))
        .onFailure()
        .invoke(attempts::over)
        .onFailure()
        .transform(GatewayErrors::explain);
  }

  private Uni<Generated> from(Question question, int index, Attempts attempts) {
    List<Target> targets = question.route().targets();
    boolean last = index == targets.size() - 1;
    Target target = targets.get(index);
    Uni<Generated> answer = by(target, question, last, attempts, target.label() + " was next");
    return last
        ? answer
        : answer
            .onFailure(UpstreamException.class)
            .recoverWithUni(failure -> next(question, index, attempts, failure));
  }

  /** The next target; one whose dialect cannot say what is asked is passed over. */
  private Uni<Generated> next(Question question, int index, Attempts attempts, Throwable failure) {
    if (!attempts.hasLeft() || index + 1 == question.route().targets().size()) {
      return Uni.createFrom().failure(failure);
    }
    return Uni.createFrom()
        .deferred(() -> from(question, index + 1, attempts))
        .onFailure(ApiException.class)
        .recoverWithUni(unsayable -> next(question, index + 1, attempts, failure));
  }

  /**
   * The answer of one target.
   *
   * @param instead why it is asked if others have failed
   */
  private Uni<Generated> by(
      Target target, Question question, boolean last, Attempts attempts, String instead) {
    EffectiveRequest request = request(question, target);
    return served(request, question, attempts, () -> compute(request, question, last, attempts))
        .onFailure(UpstreamException.class)
        .invoke(() -> attempts.failed(target))
        .map(served -> generated(served, target, question, attempts, instead));
  }

  /** One that stands in for what a target failed to give is not that target's. */
  private static Generated generated(
      Served served, Target target, Question question, Attempts attempts, String instead) {
    if (served.degraded()) {
      attempts.failed(target);
    }
    return new Generated(
        served,
        Origin.of(served.recording()),
        attempts.explained(question.route(), served.degraded() ? STORED : instead),
        attempts.made(),
        served.degraded());
  }

  private EffectiveRequest request(Question question, Target target) {
    return question.prepared().request(question.betas(), target, dialects);
  }

  private Uni<Served> served(
      EffectiveRequest request, Question question, Attempts attempts, Computation computation) {
    Customer customer = question.customer();
    Ask ask =
        new Ask(
            request.key(customer.namespace()),
            customer.dimensions(request.target()),
            question.terms());
    return answers.of(ask, customer.caller(), computation, attempts::unanswered);
  }

  private Multi<Piece> compute(
      EffectiveRequest request, Question question, boolean last, Attempts attempts) {
    Target target = request.target();
    boolean stream = question.stream();
    byte[] body = request.wire(stream);
    Customer customer = question.customer();
    CallSpans spans = new CallSpans("chat", attempts.trace());
    Bill bill = accounts.open(customer, target, body, spans);
    Recorder recorder = new Recorder(request, bill, storeCut);
    return accounts
        .require(customer, target)
        .onItem()
        .transformToMulti(
            allowed ->
                asker.ask(
                    target,
                    bill.of(
                        headers ->
                            target
                                .provider()
                                .ask(
                                    target.model(),
                                    request.dialect(),
                                    request.headers(headers),
                                    body,
                                    stream)),
                    last,
                    attempts,
                    recorder::record))
        .onTermination()
        .invoke((failure, cancelled) -> bill.breakOff(failure));
  }

  private Uni<Generated> degrade(Question question, Attempts attempts, Throwable failure) {
    Target first = question.route().first();
    return switch (question.degradation()) {
      case FAIL -> Uni.createFrom().failure(failure);
      case CACHE -> stale(question, first, attempts, failure);
      case BASIC -> basic(question.degraded(), first, attempts, failure);
      case MOCK -> mock(question.degraded(), attempts, failure);
    };
  }

  /** What is past its life, found by asking again and failing at once. */
  private Uni<Generated> stale(
      Question question, Target target, Attempts attempts, Throwable failure) {
    EffectiveRequest request = request(question, target);
    Terms old = question.terms().withRead(true).withStaleIfError(Integer.MAX_VALUE);
    return served(
            request, question.withTerms(old), attempts, () -> Multi.createFrom().failure(failure))
        .map(
            served ->
                new Generated(
                    served,
                    Origin.of(served.recording()),
                    attempts.explained(question.route(), STORED),
                    attempts.made(),
                    true));
  }

  /** Another model that is not dearer, with the attempt that was kept for it. */
  private Uni<Generated> basic(
      Question question, Target failed, Attempts attempts, Throwable failure) {
    attempts.useKept();
    if (!attempts.hasLeft()) {
      return Uni.createFrom().failure(failure);
    }
    return router
        .basic(failed, question.prepared().prompt())
        .map(
            other ->
                Uni.createFrom()
                    .deferred(
                        () ->
                            instead(
                                other,
                                question,
                                attempts,
                                other.label() + " is not dearer and stands in")))
        .map(answer -> answer.onFailure(ApiException.class).transform(unsayable -> failure))
        .orElseGet(() -> Uni.createFrom().failure(failure));
  }

  private Uni<Generated> mock(Question question, Attempts attempts, Throwable failure) {
    return providers
        .named(Providers.MOCK)
        .map(
            mock ->
                instead(new Target(mock, Providers.MOCK), question, attempts, "the mock stands in"))
        .orElseGet(() -> Uni.createFrom().failure(failure));
  }

  /** The answer of somebody who was not meant to be asked. */
  private Uni<Generated> instead(Target other, Question question, Attempts attempts, String why) {
    return by(other, question, true, attempts, why).map(Generated::asDegraded);
  }
}
