package ai.agentcache.gateway.routing;

import java.util.List;

/**
 * A choice.
 *
 * @param targets whom to ask, the best first; the others only when those before them fail
 * @param mode by which mode it was chosen
 * @param reason why, for people
 */
public record Route(List<Target> targets, String mode, String reason) {

  /** Takes a copy of the targets, of which there is at least one. */
  public Route {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a route leads somewhere");
    }
  }

  /** The one that is asked first. */
  public Target first() {
    return targets.get(0);
  }
}
