package ai.agentcache.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a minted key was sold as; decides its prefix and its limits where it has none itself. */
enum Plan {
  DEMO("ac_demo_", Caller.Role.DEMO),
  LIVE("ac_live_", Caller.Role.LIVE);

  private final String prefix;
  private final Caller.Role role;

  Plan(String prefix, Caller.Role role) {
    this.prefix = prefix;
    this.role = role;
  }

  /** What the text of its keys begins with. */
  String prefix() {
    return prefix;
  }

  /** What its keys may do. */
  Caller.Role role() {
    return role;
  }

  /** The name on the wire and in the store. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The plan of a name from the store. */
  static Plan stored(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The plan of that name, or null. */
  static @Nullable Plan named(String label) {
    return switch (label) {
      case "demo" -> DEMO;
      case "live" -> LIVE;
      default -> null;
    };
  }

  /** The plan whose prefix the text has, or null. */
  static @Nullable Plan ofPrefix(String text) {
    if (text.startsWith(LIVE.prefix)) {
      return LIVE;
    }
    return text.startsWith(DEMO.prefix) ? DEMO : null;
  }
}
