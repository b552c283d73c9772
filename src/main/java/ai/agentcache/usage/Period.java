package ai.agentcache.usage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A period that can be asked for, and the buckets of time it is made of. It ends now and begins at
 * the edge of its oldest bucket, so it is shorter than its name by less than one bucket. Buckets
 * are kept for as long as the period before it can be asked for, and a little longer.
 */
enum Period {
  HOUR("1h", Duration.ofMinutes(1), 60, Duration.ofMinutes(130)),
  DAY("24h", Duration.ofMinutes(15), 96, Duration.ofHours(50)),
  WEEK("7d", Duration.ofHours(1), 168, Duration.ofDays(15)),
  MONTH("30d", Duration.ofHours(6), 120, Duration.ofDays(62));

  private final String label;
  private final long width;
  private final int count;
  private final long kept;

  Period(String label, Duration width, int count, Duration kept) {
    this.label = label;
    this.width = width.toSeconds();
    this.count = count;
    this.kept = kept.toSeconds();
  }

  static Optional<Period> named(String label) {
    return Stream.of(values()).filter(period -> period.label.equals(label)).findFirst();
  }

  /** How clients and keys call it. */
  String label() {
    return label;
  }

  /** Seconds of one bucket. */
  long width() {
    return width;
  }

  /** Length of the whole period in days. */
  double days() {
    return width * count / 86_400.0;
  }

  /** Where the bucket of a moment begins; both epoch seconds. */
  long bucketOf(long epochSeconds) {
    return Math.floorDiv(epochSeconds, width) * width;
  }

  /** Where the oldest bucket begins. */
  long begin(long now) {
    return bucketOf(now) - (count - 1) * width;
  }

  /** The last second of the period that ended where the one that ends now begins. */
  long endOfPrevious(long now) {
    return begin(now) - 1;
  }

  /** Whether the moment is in the period that ends now. */
  boolean covers(long epochSeconds, long now) {
    return epochSeconds >= begin(now) && epochSeconds < bucketOf(now) + width;
  }

  /** Where its buckets begin, oldest first. */
  List<Long> buckets(long now) {
    long begin = begin(now);
    return LongStream.range(0, count).mapToObj(i -> begin + i * width).toList();
  }

  /** When a bucket may be forgotten, epoch seconds. */
  long expiry(long bucket) {
    return bucket + kept;
  }
}
