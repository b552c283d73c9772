package ai.agentcache.cache;

import ai.agentcache.cache.flight.Computation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The response cache as those see it who compute answers: one call looks up, shares what is being
 * computed, computes, stores and counts.
 */
@Singleton
public final class ResponseCache {

  private final Sharing sharing;
  private final Terms terms;

  ResponseCache(Sharing sharing, CacheConfig config) {
    this.sharing = sharing;
    this.terms = Terms.of(config);
  }

  /**
   * Gives the answer that is known, joins the computation that is on its way in this cluster, or
   * computes. Without Redis it computes, sharing within this replica.
   *
   * <p>Every subscription is one request, and counted as one. Cancelling it, or later all readings
   * of the recording, means that this caller does not wait any more.
   *
   * @return the answer, as soon as there is a head; nothing if the terms forbid to compute and
   *     nothing that will do is stored; fails with what the computation fails with before its head.
   *     The item comes in the Vert.x context of the subscriber
   */
  public Uni<Optional<Served>> getOrCompute(Ask ask, Computation compute) {
    return getOrCompute(ask, compute, Runnable::run);
  }

  /**
   * The same for a caller that may ask something else when the computation fails, all for one
   * request.
   *
   * @param unanswered given what counts the request as a miss, to run if nothing else is asked
   */
  public Uni<Optional<Served>> getOrCompute(
      Ask ask, Computation compute, Consumer<Runnable> unanswered) {
    return sharing.getOrCompute(ask, compute, unanswered);
  }

  /** The terms that hold unless a caller says otherwise. */
  public Terms terms() {
    return terms;
  }
}
