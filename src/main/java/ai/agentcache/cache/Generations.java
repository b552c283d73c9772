package ai.agentcache.cache;

import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts, for each tenant, the invalidations this replica has heard of. What was learnt under an
 * older generation of the tenant is not believed any more.
 */
@Singleton
final class Generations {

  private final ConcurrentHashMap<String, Long> byTenant = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Long> invalidations = new ConcurrentHashMap<>();

  /** The tenant's present generation. */
  long of(String tenant) {
    Long generation = byTenant.get(tenant);
    return generation == null ? 0 : generation;
  }

  /** How many invalidations of the tenant were heard of; a lost connection is none. */
  long invalidationsOf(String tenant) {
    Long heard = invalidations.get(tenant);
    return heard == null ? 0 : heard;
  }

  /** The tenant has invalidated something. */
  void advance(String tenant) {
    invalidations.merge(tenant, 1L, Long::sum);
    byTenant.merge(tenant, 1L, Long::sum);
  }

  /** Anybody may have invalidated anything. */
  void advanceAll() {
    byTenant.replaceAll((tenant, generation) -> generation + 1);
  }
}
