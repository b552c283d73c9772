package ai.agentcache.gateway;

import ai.agentcache.cache.Ask;
import ai.agentcache.cache.ResponseCache;
import ai.agentcache.cache.Served;
import ai.agentcache.cache.Terms;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.guard.Guard;
import ai.agentcache.gateway.guard.Guards;
import ai.agentcache.gateway.provider.Dialects;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.gateway.routing.Router;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UpstreamException;
import ai.agentcache.time.Clock;
import ai.agentcache.usage.Dimensions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Answers prompts: asks the cache, which shares or has the answer computed; computing is asking a
 * provider under its guard, again if that may help; if it fails, the next target is asked, and in
 * the end the caller gets what degradation it wanted.
 */
@Singleton
public final class Generator {

  private final ResponseCache cache;
  private final Guards guards;
  private final Providers providers;
  private final Router router;
  private final Dialects dialects;
  private final Accounts accounts;
  private final Vertx vertx;
  private final Clock clock;

  Generator(
      ResponseCache cache,
      Guards guards,
      Providers providers,
      Router router,
      Dialects dialects,
      Accounts accounts,
      Vertx vertx,
      Clock clock) {
    this.cache = cache;
    this.guards = guards;
    this.providers = providers;
    this.router = router;
    this.dialects = dialects;
    this.accounts = accounts;
    this.vertx = vertx;
    this.clock = clock;
  }

  /**
   * Answers a prompt.
   *
   * @return the answer as soon as it begins; fails with {@code ApiException}. Cancelling it means
   *     that this caller does not wait any more
   */
  public Uni<Generated> answer(Question question) {
    Attempts attempts = new Attempts(guards.attempts());
    return from(question, 0, attempts)
        .onFailure(UpstreamException.class)
        .recoverWithUni(failure -> degrade(question, attempts, failure))
        .onFailure()
        .transform(GatewayErrors::explain);
  }

  private Uni<Generated> from(Question question, int index, Attempts attempts) {
    List<Target> targets = question.route().targets();
    boolean last = index == targets.size() - 1;
    Uni<Generated> answer = by(targets.get(index), question, last, attempts);
    return last
        ? answer
        : answer
            .onFailure(UpstreamException.class)
            .recoverWithUni(failure -> next(question, index, attempts, failure));
  }

  private Uni<Generated> next(Question question, int index, Attempts attempts, Throwable failure) {
    return attempts.hasLeft()
        ? from(question, index + 1, attempts)
        : Uni.createFrom().failure(failure);
  }

  private Uni<Generated> by(Target target, Question question, boolean last, Attempts attempts) {
    EffectiveRequest request = EffectiveRequest.of(question.prompt(), target, dialects);
    return served(request, question, () -> compute(request, question, last, attempts))
        .map(served -> Generated.of(served, question, attempts, false));
  }

  private Uni<Served> served(
      EffectiveRequest request,
      Question question,
      ai.agentcache.cache.flight.Computation computation) {
    Target target = request.target();
    Dimensions dimensions =
        new Dimensions(
            question.tenant(),
            question.namespace(),
            target.provider().name(),
            target.model(),
            question.agentType());
    Ask ask = new Ask(request.key(question.namespace()), dimensions, question.terms());
    return cache
        .getOrCompute(ask, computation)
        .map(found -> found.orElseThrow(Generator::notCached));
  }

  private static ApiException notCached() {
    return new ApiException(
        ErrorCode.NOT_CACHED, "`only-if-cached` was asked for, and nothing that will do is stored");
  }

  private Multi<Piece> compute(
      EffectiveRequest request, Question question, boolean last, Attempts attempts) {
    guards.of(request.target().provider()).request();
    Recorder recorder = new Recorder(request, accounts::end);
    return ask(request, request.wire(question.stream()), question.stream(), last, 1, attempts)
        .onItem()
        .transformToMulti(recorder::record)
        .onFailure(UpstreamFailure.class)
        .invoke(failure -> brokeOff(request, failure));
  }

  /** An answer that began well and then broke off is not seen by the guard itself. */
  private void brokeOff(EffectiveRequest request, Throwable failure) {
    UpstreamFailure known = (UpstreamFailure) failure;
    if (known.kind() == Kind.CUT || known.kind() == Kind.MALFORMED) {
      guards.of(request.target().provider()).brokeOff(known);
    }
  }

  private Uni<UpstreamAnswer> ask(
      EffectiveRequest request,
      byte[] body,
      boolean stream,
      boolean last,
      int attempt,
      Attempts attempts) {
    Target target = request.target();
    Guard guard = guards.of(target.provider());
    long start = clock.nanos();
    return guard
        .call(() -> target.provider().ask(target.model(), request.dialect(), body, stream))
        .invoke(answer -> note(attempts, target, "ok", start))
        .onFailure()
        .invoke(failure -> note(attempts, target, outcome(failure), start))
        .onFailure(UpstreamFailure.class)
        .recoverWithUni(
            failure -> {
              OptionalLong pause =
                  last && attempts.hasLeft()
                      ? guard.retryAfterMillis(attempt, failure)
                      : OptionalLong.empty();
              return pause.isEmpty()
                  ? Uni.createFrom().failure(failure)
                  : later(pause.getAsLong())
                      .chain(() -> ask(request, body, stream, last, attempt + 1, attempts));
            });
  }

  private Uni<Void> later(long millis) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              long timer = vertx.setTimer(Math.max(1, millis), id -> emitter.complete(null));
              emitter.onTermination(() -> vertx.cancelTimer(timer));
            });
  }

  private void note(Attempts attempts, Target target, String outcome, long start) {
    long nanos = clock.nanos() - start;
    attempts.add(new Attempt(target.provider().name(), target.model(), outcome, nanos));
    accounts.attempt(target, outcome, nanos);
  }

  private static String outcome(Throwable failure) {
    return failure instanceof UpstreamFailure known
        ? known.kind().name().toLowerCase(Locale.ROOT)
        : "refused";
  }

  private Uni<Generated> degrade(Question question, Attempts attempts, Throwable failure) {
    Target first = question.route().first();
    Terms unstored = question.terms().withWrite(false);
    return switch (question.degradation()) {
      case FAIL -> Uni.createFrom().failure(failure);
      case CACHE -> stale(question, first, attempts, failure);
      case BASIC -> basic(question.withTerms(unstored), first, attempts, failure);
      case MOCK -> mock(question.withTerms(unstored), attempts, failure);
    };
  }

  /** What is past its life, found by asking again and failing at once. */
  private Uni<Generated> stale(
      Question question, Target target, Attempts attempts, Throwable failure) {
    EffectiveRequest request = EffectiveRequest.of(question.prompt(), target, dialects);
    Terms old = question.terms().withRead(true).withStaleIfError(Integer.MAX_VALUE);
    return served(request, question.withTerms(old), () -> Multi.createFrom().failure(failure))
        .map(served -> Generated.of(served, question, attempts, true));
  }

  /** Another model that is not dearer. */
  private Uni<Generated> basic(
      Question question, Target failed, Attempts attempts, Throwable failure) {
    return router
        .basic(failed, question.prompt())
        .map(other -> instead(other, question, attempts))
        .orElseGet(() -> Uni.createFrom().failure(failure));
  }

  private Uni<Generated> mock(Question question, Attempts attempts, Throwable failure) {
    return providers
        .named(Providers.MOCK)
        .map(mock -> instead(new Target(mock, Providers.MOCK), question, attempts))
        .orElseGet(() -> Uni.createFrom().failure(failure));
  }

  /** The answer of somebody who was not meant to be asked. */
  private Uni<Generated> instead(Target other, Question question, Attempts attempts) {
    return by(other, question, true, attempts)
        .map(
            made ->
                new Generated(
                    made.served(), made.origin(), question.route(), made.attempts(), true));
  }
}
