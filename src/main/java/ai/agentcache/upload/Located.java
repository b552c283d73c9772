package ai.agentcache.upload;

import ai.agentcache.upload.decision.Asked.Origin;
import ai.agentcache.upload.edge.Location;
import java.util.Optional;

/**
 * Where a caller is.
 *
 * @param place where, if that is known
 * @param origin how it is known
 * @param warning what the caller should know about it
 */
record Located(Optional<Location> place, Origin origin, Optional<String> warning) {

  static Located at(Location place, Origin origin) {
    return new Located(Optional.of(place), origin, Optional.empty());
  }

  Located warning(String text) {
    return new Located(place, origin, Optional.of(text));
  }
}
