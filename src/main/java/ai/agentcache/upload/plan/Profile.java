package ai.agentcache.upload.plan;

import java.util.Locale;

/** A class of sizes, and how files of it are cut and sent. 1 MB here is 1 048 576 bytes. */
public enum Profile {
  SMALL(100L << 20, 10L << 20, 16),
  MEDIUM(10L << 30, 50L << 20, 24),
  LARGE(Long.MAX_VALUE, 100L << 20, 32);

  private final long below;
  private final long chunkSize;
  private final int threads;

  Profile(long below, long chunkSize, int threads) {
    this.below = below;
    this.chunkSize = chunkSize;
    this.threads = threads;
  }

  static Profile of(long size) {
    for (Profile profile : values()) {
      if (size < profile.below) {
        return profile;
      }
    }
    return LARGE;
  }

  long chunkSize() {
    return chunkSize;
  }

  int threads() {
    return threads;
  }

  /** Its name. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
