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

  /**
   * How long computed answers are kept past their life, so that they can stand in when a provider
   * fails.
   */
  @WithDefault("1d")
  Duration keepExpired();

  /** What becomes of a computation when nobody waits for it any more and its answer is storable. */
  @WithDefault("finish")
  Abandoned abandoned();

  /** How long such a computation may still take. */
  @WithDefault("60s")
  Duration abandonedFor();

  /** Computations that may be shared at a time by each replica; further ones are not shared. */
  @WithDefault("10000")
  int maxFlights();

  /** How long a replica that dies while it computes keeps the others from doing so. */
  @WithDefault("3s")
  Duration lease();

  /** How long to wait for the answer that another replica computes, before computing it here. */
  @WithDefault("30s")
  Duration leaseWait();

  /** Whether answers in the last quarter of their life are computed anew while they are served. */
  @WithDefault("true")
  boolean revalidate();

  /**
   * How early hot answers are computed anew: 0 not before the last quarter of their life, more the
   * earlier.
   */
  @WithDefault("1")
  double refreshBeta();

  /** How long not to try again after an answer could not be computed anew. */
  @WithDefault("5s")
  Duration refreshBackoff();

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
