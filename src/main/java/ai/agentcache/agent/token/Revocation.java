package ai.agentcache.agent.token;

import java.util.Optional;

/**
 * A token that does not work any more.
 *
 * @param id its {@code jti}
 * @param fromMillis since when, milliseconds since the epoch
 * @param untilSeconds when it would have expired, seconds since the epoch
 */
record Revocation(String id, long fromMillis, long untilSeconds) {

  /** As it is stored. */
  String text() {
    return id + ' ' + fromMillis + ' ' + untilSeconds;
  }

  /** Reads what was stored; nothing if it makes no sense. */
  static Optional<Revocation> parse(String text) {
    String[] parts = text.split(" ", -1);
    try {
      return parts.length == 3 && ClaimRules.isId(parts[0])
          ? Optional.of(
              new Revocation(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Of two of the same token the one that takes effect first. */
  Revocation earlier(Revocation other) {
    return other.fromMillis < fromMillis ? other : this;
  }

  boolean isOver(long nowSeconds) {
    return nowSeconds > untilSeconds + ClaimRules.LEEWAY;
  }
}
