package ai.agentcache.health;

/**
 * A part of the service that can be looked at. Its looks are taken in the background, one after the
 * other, and have to be quick: they read what is known already.
 */
public interface Check {

  /** What it is called, such as {@code redis}. */
  String name();

  /** How it is now. */
  Look look();

  /**
   * How a part is.
   *
   * @param status how
   * @param message what was seen, for people
   */
  record Look(Status status, String message) {}
}
