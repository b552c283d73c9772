package ai.agentcache.usage;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What usage can be grouped by. */
enum GroupBy {
  NAMESPACE,
  MODEL,
  PROVIDER,
  AGENT_TYPE;

  static Optional<GroupBy> named(String name) {
    return Stream.of(values())
        .filter(group -> group.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  String of(Dimensions dimensions) {
    return switch (this) {
      case NAMESPACE -> dimensions.namespace();
      case MODEL -> dimensions.model();
      case PROVIDER -> dimensions.provider();
      case AGENT_TYPE -> dimensions.agentType();
    };
  }
}
