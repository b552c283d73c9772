package ai.agentcache.upload.tracking;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can happen to an upload session that has begun. */
enum Action {
  PROGRESS,
  PAUSE,
  RESUME,
  COMPLETE,
  FAIL,
  EXPIRE;

  /** The action a client asks for by that name; none that only the service itself may do. */
  static Optional<Action> named(String name) {
    return Stream.of(values())
        .filter(action -> action != EXPIRE && action.label().equals(name))
        .findFirst();
  }

  /** The name on the wire. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
