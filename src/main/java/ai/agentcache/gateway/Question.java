package ai.agentcache.gateway;

import ai.agentcache.cache.Terms;
import ai.agentcache.gateway.routing.Route;

/**
 * A prompt on its way.
 *
 * @param prepared what is asked
 * @param stream whether the answer is wanted bit by bit
 * @param route whom to ask
 * @param degradation what to do when nobody can answer
 * @param terms what the cache may do
 * @param customer on whose behalf
 * @param betas features on trial that were asked for, as {@link Betas} has them; a provider is told
 *     if it is asked in the dialect that the prompt was said in
 */
public record Question(
    Prepared prepared,
    boolean stream,
    Route route,
    Degradation degradation,
    Terms terms,
    Customer customer,
    String betas) {

  Question withTerms(Terms other) {
    return new Question(prepared, stream, route, degradation, other, customer, betas);
  }

  /** The same for somebody who was not meant to be asked: not stored and not billed. */
  Question degraded() {
    return new Question(
        prepared,
        stream,
        route,
        degradation,
        terms.withWrite(false),
        customer.withoutPaying(),
        betas);
  }
}
