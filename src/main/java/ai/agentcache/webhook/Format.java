package ai.agentcache.webhook;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The shape of what is posted. */
enum Format {
  STANDARD,
  SLACK;

  static Optional<Format> named(String label) {
    return Stream.of(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /** As it is written. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
