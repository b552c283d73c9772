package ai.agentcache.gateway;

import ai.agentcache.gateway.guard.Guard;
import ai.agentcache.gateway.guard.Guards;
import ai.agentcache.gateway.guard.Watch;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.trace.Tracing;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks a provider under its guard, again if that may help, and keeps note of each attempt. */
@Singleton
final class Asker {

  private final Guards guards;
  private final Accounts accounts;
  private final Tracing tracing;
  private final Vertx vertx;
  private final Clock clock;

  Asker(Guards guards, Accounts accounts, Tracing tracing, Vertx vertx, Clock clock) {
    this.guards = guards;
    this.accounts = accounts;
    this.tracing = tracing;
    this.vertx = vertx;
    this.clock = clock;
  }

  /** Nothing tried yet, and as much to try as is allowed. */
  Attempts attempts(Customer customer) {
    return new Attempts(guards.attempts(), tracing.of(customer.trace()));
  }

  /**
   * Asks. The call is under way until its answer has been read; failing before the answer began, it
   * may be made again.
   *
   * @param target whom
   * @param call makes one call
   * @param last whether nobody else can be asked, so that asking again may be worth its time
   * @param attempts what was tried before
   * @param reader reads an answer; fails if it is not as it has to be
   */
  <T> Multi<T> ask(
      Target target,
      Supplier<Uni<UpstreamAnswer>> call,
      boolean last,
      Attempts attempts,
      Function<UpstreamAnswer, Multi<T>> reader) {
    return Multi.createFrom()
        .deferred(
            () -> {
              guards.of(target.provider()).request();
              Watch watch = new Watch();
              return ask(new Errand(target, call, last, attempts, watch), 1)
                  .onItem()
                  .transformToMulti(reader)
                  .onTermination()
                  .invoke(watch::ended);
            });
  }

  private record Errand(
      Target target,
      Supplier<Uni<UpstreamAnswer>> call,
      boolean last,
      Attempts attempts,
      Watch watch) {}

  private Uni<UpstreamAnswer> ask(Errand errand, int attempt) {
    Guard guard = guards.of(errand.target().provider());
    long start = clock.nanos();
    return guard
        .call(errand.call(), errand.watch())
        .invoke(answer -> note(errand, "ok", start))
        .onFailure()
        .invoke(failure -> note(errand, outcome(failure), start))
        .onFailure(UpstreamFailure.class)
        .recoverWithUni(
            failure -> {
              OptionalLong pause =
                  errand.last() && errand.attempts().hasLeft()
                      ? guard.retryAfterMillis(attempt, failure)
                      : OptionalLong.empty();
              return pause.isEmpty()
                  ? Uni.createFrom().failure(failure)
                  : later(pause.getAsLong()).chain(() -> ask(errand, attempt + 1));
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

  private void note(Errand errand, String outcome, long start) {
    long nanos = clock.nanos() - start;
    Target target = errand.target();
    errand.attempts().add(new Attempt(target.provider().name(), target.model(), outcome, nanos));
    accounts.attempt(target, outcome, nanos);
  }

  private static String outcome(Throwable failure) {
    return failure instanceof UpstreamFailure known ? known.label() : "refused";
  }
}
