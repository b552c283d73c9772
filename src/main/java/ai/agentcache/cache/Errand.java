package ai.agentcache.cache;

import ai.agentcache.cache.flight.Computation;
import ai.agentcache.cache.flight.Home;
import java.util.function.Consumer;

/**
 * What it takes to compute an answer.
 *
 * @param ask the question
 * @param compute computes it
 * @param unanswered told how to count the request when the computation has failed
 * @param home where the caller is
 * @param alone whether Redis is known to be away, so that there is nobody to take turns with
 */
record Errand(
    Ask ask, Computation compute, Consumer<Runnable> unanswered, Home home, boolean alone) {

  static Errand of(Ask ask, Computation compute, Consumer<Runnable> unanswered) {
    return new Errand(ask, compute, unanswered, Home.here(), false);
  }

  Errand aloneIf(boolean away) {
    return new Errand(ask, compute, unanswered, home, away);
  }

  Errand with(Terms terms) {
    return new Errand(ask.withTerms(terms), compute, unanswered, home, alone);
  }

  Terms terms() {
    return ask.terms();
  }
}
