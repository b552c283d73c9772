package ai.agentcache.cache.flight;

/**
 * What a computation is looked up by.
 *
 * @param id the question, unique among all tenants
 * @param fresh whether its answer was asked for by somebody who wants none that is known
 * @param generation the invalidations its tenant had made when it began
 */
public record Route(String id, boolean fresh, long generation) {

  /** Whether who asks for {@code other} can be given the answer to this. */
  boolean serves(Route other) {
    return (fresh || !other.fresh) && generation == other.generation;
  }
}
