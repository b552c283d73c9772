package ai.agentcache.webhook;

import ai.agentcache.access.Caller;
import ai.agentcache.event.EventType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose endpoints they are.
 *
 * @param tenant the tenant; null for the operator
 */
record Owner(@Nullable String tenant) {

  static Owner of(Caller caller) {
    return new Owner(caller.role() == Caller.Role.OPERATOR ? null : caller.tenant());
  }

  /** As tables are searched by it. */
  String column() {
    return tenant == null ? "" : tenant;
  }

  /** What it may subscribe to. */
  List<String> types() {
    return Stream.of(EventType.values())
        .filter(type -> type.isFor(tenant == null))
        .map(EventType::label)
        .toList();
  }
}
