package ai.agentcache.upload.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalDouble;

/** The service's own measurements of edges: from time to time one replica asks each of them. */
@ConfigMapping(prefix = "agentcache.upload.probe")
public interface ProbeConfig {

  /**
   * Whether edges are probed. Off by default: the edges of a new installation are examples, and
   * probing hosts that are not there would make all of them look broken.
   */
  @WithDefault("false")
  boolean enabled();

  /** The time between two rounds, give or take a fifth. */
  @WithDefault("30s")
  Duration period();

  /** How long an edge may take to answer. */
  @WithDefault("3s")
  Duration timeout();

  /** The most probes at once. */
  @WithDefault("16")
  int concurrency();

  /** What is asked for, behind the URL of the edge. Any answer of 200 to 299 is a good one. */
  @WithDefault("/health")
  String path();

  /** The header field of the answer in which an edge may tell its load, 0 to 1. */
  @WithDefault("X-Edge-Load")
  String loadHeader();

  /**
   * Where this service is, degrees north. Without it and the longitude a probe says nothing of how
   * fast an edge is for callers whose place is known, only whether it works.
   */
  OptionalDouble latitude();

  /** Where this service is, degrees east. */
  OptionalDouble longitude();
}
