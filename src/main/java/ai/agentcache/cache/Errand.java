package ai.agentcache.cache;

import ai.agentcache.cache.flight.Computation;
import ai.agentcache.cache.flight.Home;

/**
 * What it takes to compute an answer.
 *
 * @param ask the question
 * @param compute computes it
 * @param home where the caller is
 * @param alone whether Redis is known to be away, so that there is nobody to take turns with
 */
record Errand(Ask ask, Computation compute, Home home, boolean alone) {

  static Errand of(Ask ask, Computation compute) {
    return new Errand(ask, compute, Home.here(), false);
  }

  Errand aloneIf(boolean away) {
    return new Errand(ask, compute, home, away);
  }

  Errand with(Terms terms) {
    return new Errand(ask.withTerms(terms), compute, home, alone);
  }

  Terms terms() {
    return ask.terms();
  }
}
