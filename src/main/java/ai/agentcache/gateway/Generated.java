package ai.agentcache.gateway;

import ai.agentcache.cache.Served;
import ai.agentcache.gateway.routing.Route;
import java.util.List;

/**
 * An answer, perhaps still growing, and how it came about.
 *
 * @param served the answer
 * @param origin where it came from, once
 * @param route whom we meant to ask
 * @param attempts whom we did ask for this very request
 * @param degraded whether it is less than what was asked for
 */
public record Generated(
    Served served, Origin origin, Route route, List<Attempt> attempts, boolean degraded) {

  static Generated of(Served served, Question question, Attempts attempts, boolean degraded) {
    return new Generated(
        served,
        Origin.of(served.recording()),
        question.route(),
        attempts.made(),
        degraded || served.degraded());
  }
}
