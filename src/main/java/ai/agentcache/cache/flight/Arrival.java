package ai.agentcache.cache.flight;

/**
 * How the wait for an answer ends well.
 *
 * @param <F> what may turn up in a store meanwhile
 */
public sealed interface Arrival<F> {

  /**
   * Another has made it, and it has turned up in the store.
   *
   * @param item what was found
   */
  record Found<F>(F item) implements Arrival<F> {}

  /**
   * It is being computed here, or has just been.
   *
   * @param recording what there is of it, and will be
   * @param joined whether somebody else had begun it
   */
  record Live<F>(Recording recording, boolean joined) implements Arrival<F> {}
}
