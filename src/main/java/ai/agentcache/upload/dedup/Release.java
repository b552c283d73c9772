package ai.agentcache.upload.dedup;

/**
 * What ending a user's references to a file did.
 *
 * @param removed references that ended
 * @param remaining references that are left, of all users
 */
record Release(long removed, long remaining) {

  /** Whether nobody refers to the file any more. */
  boolean isLast() {
    return removed > 0 && remaining == 0;
  }
}
