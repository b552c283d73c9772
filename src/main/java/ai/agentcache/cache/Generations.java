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

  /** The tenant's present generation. */
  long of(String tenant) {
    Long generation = byTenant.get(tenant);
    return generation == null ? 0 : generation;
  }

  /** The tenant has invalidated something. */
  void advance(String tenant) {
    byTenant.merge(tenant, 1L, Long::sum);
  }

  /** Anybody may have invalidated anything. */
  void advanceAll() {
    byTenant.replaceAll((tenant, generation) -> generation + 1);
  }
}
