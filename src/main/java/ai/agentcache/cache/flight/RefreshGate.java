package ai.agentcache.cache.flight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Remembers which answers are not to be computed anew for a while, and until when. */
public final class RefreshGate {

  private static final int MOST = 20_000;

  private final Cache<String, Long> closed =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  /** Whether one may be computed anew. */
  public boolean isOpen(String id, long nanos) {
    Long until = closed.getIfPresent(id);
    return until == null || nanos - until >= 0;
  }

  /** It may not until then. */
  public void close(String id, long untilNanos) {
    closed.put(id, untilNanos);
  }
}
