package ai.agentcache.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** The response cache. */
@ConfigMapping(prefix = "agentcache.cache")
public interface CacheConfig {

  /** How long an entry lives when the caller names no {@code ttl}. */
  @WithDefault("7d")
  Duration defaultTtl();

  /** The longest {@code ttl} a caller may name. */
  @WithDefault("90d")
  Duration maxTtl();

  /** Largest value, bytes as sent; larger ones are refused with 413. */
  @WithDefault("1048576")
  int maxValueBytes();

  /** Deepest nesting of a request body. */
  @WithDefault("128")
  int maxDepth();

  /** Values of at least this many bytes are stored compressed when that saves a tenth. */
  @WithDefault("4096")
  int compressFromBytes();

  /** Values of at least this many bytes are packed and unpacked off the event loop. */
  @WithDefault("65536")
  int offloadFromBytes();

  /** Memory for what look-ups of the same bytes ask for, bytes; 0 switches it off. */
  @WithDefault("8388608")
  long requestMemoBytes();

  /** The near cache, in the memory of each replica. */
  Near near();

  /** What a request may ask for. */
  default RequestLimits requestLimits() {
    return new RequestLimits(maxDepth(), (int) maxTtl().toSeconds());
  }

  /** The near cache. */
  interface Near {
    /** Bytes it may hold; 0 switches it off. */
    @WithDefault("33554432")
    @WithName("max-bytes")
    long maxBytes();

    /** Largest value it holds, bytes; larger ones are always read from Redis. */
    @WithDefault("262144")
    @WithName("max-value-bytes")
    int maxValueBytes();
  }
}
