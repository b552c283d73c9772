package ai.agentcache.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that large bodies may take together, so that many of them at once are refused instead
 * of filling the heap. Safe for use by many threads.
 */
final class BodyBudget {

  /** Bodies up to this many bytes are not counted: connections bound them well enough. */
  static final long SMALL = 64 * 1024;

  private final long total;
  private final AtomicLong reserved = new AtomicLong();

  BodyBudget(long total) {
    this.total = total;
  }

  static BodyBudget of(HttpConfig config) {
    long sixth = Runtime.getRuntime().maxMemory() / 6;
    return new BodyBudget(config.bodyMemory().map(size -> size.asLongValue()).orElse(sixth));
  }

  /** Takes this many bytes; false, and nothing taken, if they are not to be had. */
  boolean reserve(long bytes) {
    if (reserved.addAndGet(bytes) <= total) {
      return true;
    }
    release(bytes);
    return false;
  }

  void release(long bytes) {
    reserved.addAndGet(-bytes);
  }
}
