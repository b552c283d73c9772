package ai.agentcache.access;

/** A minted key that may be used: what is kept of its text, and who holds it. */
final class KnownKey {

  private final byte[] hash;
  private final Caller caller;

  /**
   * @param hash the 32 bytes of {@link KeyDigest}; not copied
   * @param caller who holds the key
   */
  KnownKey(byte[] hash, Caller caller) {
    this.hash = hash;
    this.caller = caller;
  }

  /** Whether this is the very key of that text. */
  boolean isOpenedBy(String text, KeyDigest digest) {
    return digest.matches(text, hash);
  }

  /** The same key with other terms. */
  KnownKey heldBy(Caller holder) {
    return new KnownKey(hash, holder);
  }

  /** Who holds the key. */
  Caller caller() {
    return caller;
  }
}
