package ai.agentcache.gateway;

import ai.agentcache.cache.Served;
import ai.agentcache.gateway.routing.Route;
import java.util.List;

/**
 * An answer, perhaps still growing, and how it came about.
 *
 * @param served the answer
 * @param origin where it came from, once
 * @param route whom we meant to ask, and why this answer came
 * @param attempts whom we did ask for this very request
 * @param degraded whether it is less than what was asked for
 */
public record Generated(
    Served served, Origin origin, Route route, List<Attempt> attempts, boolean degraded) {

  /** The same, less than what was asked for. */
  Generated asDegraded() {
    return new Generated(served, origin, route, attempts, true);
  }
}
