package ai.agentcache.architecture;

import java.util.Map;
import java.util.Set;

/** Which package may use which; a package that is not here may not exist. */
final class PackageMap {

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("time", Set.of()),
          Map.entry("launch", Set.of()),
          Map.entry("embedded", Set.of("launch")),
          Map.entry("resilience", Set.of("time")),
          Map.entry("http", Set.of("resilience", "time")),
          Map.entry("redis", Set.of("resilience", "time")),
          Map.entry("postgres", Set.of("resilience", "time")),
          Map.entry("event", Set.of("postgres", "resilience", "time")),
          Map.entry("access", Set.of("event", "http", "redis", "postgres", "resilience", "time")),
          Map.entry("usage", Set.of("event", "access", "http", "redis", "resilience", "time")),
          Map.entry("cache", Set.of("usage", "access", "http", "redis", "resilience", "time")),
          Map.entry("health", Set.of("event", "resilience", "http", "redis", "postgres", "time")),
          Map.entry(
              "gateway",
              Set.of("event", "cache", "usage", "resilience", "access", "http", "redis", "time")),
          Map.entry(
              "agent",
              Set.of(
                  "event",
                  "health",
                  "resilience",
                  "access",
                  "http",
                  "redis",
                  "postgres",
                  "launch",
                  "time")),
          Map.entry(
              "upload",
              Set.of("event", "resilience", "access", "http", "redis", "postgres", "time")),
          Map.entry(
              "webhook",
              Set.of("event", "access", "resilience", "http", "redis", "postgres", "time")),
          Map.entry(
              "live",
              Set.of(
                  "upload", "gateway", "health", "usage", "resilience", "access", "http", "time")),
          Map.entry("dashboard", Set.of("access", "http", "launch")));

  private PackageMap() {}

  /** Whether a package below the base may exist. */
  static boolean knows(String name) {
    return MAY_USE.containsKey(name);
  }

  /** Whether classes of one package may use those of another; both below the base. */
  static boolean allows(String user, String used) {
    return user.equals(used) || MAY_USE.getOrDefault(user, Set.of()).contains(used);
  }
}
