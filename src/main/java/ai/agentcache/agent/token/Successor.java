package ai.agentcache.agent.token;

import java.util.Optional;

/**
 * The token that replaces another. The rest of it follows from the one it replaces, so that every
 * replica that knows this signs the very same.
 *
 * @param id its {@code jti}
 * @param issuedAt seconds since the epoch
 */
record Successor(String id, long issuedAt) {

  /** As it is stored. */
  String text() {
    return id + ' ' + issuedAt;
  }

  /** Reads what was stored; nothing if it makes no sense. */
  static Optional<Successor> parse(String text) {
    int space = text.indexOf(' ');
    if (space < 0 || !ClaimRules.isId(text.substring(0, space))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Successor(text.substring(0, space), Long.parseLong(text.substring(space + 1))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
