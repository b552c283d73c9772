package ai.agentcache.upload.tracking;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** How many streams there are at once on this replica, together and of each key. */
@Singleton
public final class StreamSeats {

  private static final long RETRY_SECONDS = 10;

  private final int perKey;
  private final int total;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  @Inject
  StreamSeats(TrackingConfig config) {
    this(config.events().perKey(), config.events().total());
  }

  /**
   * @param perKey how many of each key
   * @param total how many together
   */
  public StreamSeats(int perKey, int total) {
    this.perKey = perKey;
    this.total = total;
  }

  /** Takes a seat; fails with 429 or 503 when there is none. */
  public synchronized void take(String keyId) {
    if (taken.getOrDefault(keyId, 0) >= perKey) {
      throw new ApiException(
          ErrorCode.RATE_LIMITED,
          "A key may have %d streams at once; close one.".formatted(perKey),
          RETRY_SECONDS);
    }
    if (all >= total) {
      throw new ApiException(ErrorCode.OVERLOADED, "Too many streams; try again later.");
    }
    all++;
    taken.merge(keyId, 1, Integer::sum);
  }

  /** Gives a seat back. */
  public synchronized void leave(String keyId) {
    all--;
    taken.computeIfPresent(keyId, (key, count) -> count == 1 ? null : count - 1);
  }
}
