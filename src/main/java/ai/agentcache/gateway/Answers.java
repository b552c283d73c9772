package ai.agentcache.gateway;

import ai.agentcache.access.Budgets;
import ai.agentcache.access.Caller;
import ai.agentcache.access.OverBudgetException;
import ai.agentcache.cache.Ask;
import ai.agentcache.cache.ResponseCache;
import ai.agentcache.cache.Served;
import ai.agentcache.cache.flight.Computation;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** Answers out of the cache, or made for a caller who may spend what they cost. */
@Singleton
final class Answers {

  /** How often a caller joins others who then may not go on. */
  private static final int MOST_DISAPPOINTMENTS = 3;

  private final ResponseCache cache;
  private final Budgets budgets;

  Answers(ResponseCache cache, Budgets budgets) {
    this.cache = cache;
    this.budgets = budgets;
  }

  /**
   * The answer, as soon as it begins; fails with what the computation fails with. When a caller has
   * waited for the computation of another whose budget is spent, its own takes its place; and who
   * has nothing left to spend refreshes nothing.
   *
   * @param unanswered given what counts the request, if it failed, whenever one was asked for it
   */
  Uni<Served> of(Ask ask, Caller caller, Computation compute, Consumer<Runnable> unanswered) {
    Ask affordable =
        budgets.isSpent(caller)
            ? new Ask(ask.key(), ask.dimensions(), ask.terms().withRevalidate(false))
            : ask;
    return cache
        .getOrCompute(affordable, compute, unanswered)
        .onFailure(failure -> failure instanceof OverBudgetException over && !over.isOf(caller))
        .retry()
        .atMost(MOST_DISAPPOINTMENTS)
        .map(found -> found.orElseThrow(Answers::notCached));
  }

  private static ApiException notCached() {
    return new ApiException(
        ErrorCode.NOT_CACHED, "`only-if-cached` was asked for, and nothing that will do is stored");
  }
}
