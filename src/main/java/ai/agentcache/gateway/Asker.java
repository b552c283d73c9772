package ai.agentcache.gateway;

import ai.agentcache.gateway.guard.Guard;
import ai.agentcache.gateway.guard.Guards;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.trace.Tracing;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
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
   * Asks.
   *
   * @param target whom
   * @param call makes one call
   * @param last whether nobody else can be asked, so that asking again may be worth its time
   * @param attempts what was tried before
   */
  Uni<UpstreamAnswer> ask(
      Target target, Supplier<Uni<UpstreamAnswer>> call, boolean last, Attempts attempts) {
    guards.of(target.provider()).request();
    return ask(target, call, last, 1, attempts);
  }

  private Uni<UpstreamAnswer> ask(
      Target target,
      Supplier<Uni<UpstreamAnswer>> call,
      boolean last,
      int attempt,
      Attempts attempts) {
    Guard guard = guards.of(target.provider());
    long start = clock.nanos();
    return guard
        .call(call)
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
                      .chain(() -> ask(target, call, last, attempt + 1, attempts));
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
    return failure instanceof UpstreamFailure known ? known.label() : "refused";
  }

  /** An answer that began well and then failed: the guard does not see that itself. */
  void ended(Target target, Throwable failure) {
    if (failure instanceof UpstreamFailure known
        && (known.kind() == Kind.CUT || known.kind() == Kind.MALFORMED)) {
      guards.of(target.provider()).brokeOff(known);
    }
  }
}
