package ai.agentcache.access;

/** A key in memory, and whether it has been used lately. Safe for use by many threads. */
final class HeldKey {

  private volatile KnownKey key;
  private volatile boolean used = true;
  private volatile long lastUsed;

  HeldKey(KnownKey key, long now) {
    this.key = key;
    this.lastUsed = now;
  }

  /** The key, for a request: it has been used. */
  KnownKey use() {
    // A read is free while a write would make every other core fetch the line again.
    if (!used) {
      used = true;
    }
    return key;
  }

  /** What is known of it, without using it. */
  KnownKey look() {
    return key;
  }

  /** What the store says of it now. */
  void replaceBy(KnownKey newer) {
    key = newer;
  }

  /** Looks at the key from time to time: whether it has not been used for that long. */
  boolean idle(long now, long nanos) {
    if (used) {
      used = false;
      lastUsed = now;
    }
    return now - lastUsed > nanos;
  }
}
