package ai.agentcache.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How Redis is reached. */
@ConfigMapping(prefix = "agentcache.redis")
public interface RedisConfig {

  /**
   * Address of the server, {@code redis://[user:password@]host:port[/db]} or {@code rediss://} for
   * TLS. Taken from {@code quarkus.redis.hosts} ({@code QUARKUS_REDIS_HOSTS}) unless set.
   */
  Optional<String> hosts();

  /** Longest wait for the answer to one command; later the command counts as failed. */
  @WithDefault("250ms")
  Duration commandTimeout();

  /** Longest wait for a new connection, handshake included. */
  @WithDefault("500ms")
  Duration connectTimeout();

  /** A connection that leaves commands unanswered for this long is replaced. */
  @WithDefault("1s")
  Duration silenceTimeout();

  /** Commands under way on one connection (there is one for each event loop); more are refused. */
  @WithDefault("8192")
  int maxInFlight();

  /** Failures in a row that stop all commands until a heartbeat succeeds. */
  @WithDefault("20")
  int breakerFailures();

  /** Time between two heartbeats; while Redis is away, also between two attempts to reach it. */
  @WithDefault("250ms")
  Duration heartbeat();

  /**
   * Whether near caches are kept coherent by Redis' client-side caching (RESP3). Off means that
   * nothing is served from memory.
   */
  @WithDefault("true")
  boolean tracking();

  /** Without a tick from the tracking connection for this long, memory is not trusted. */
  @WithDefault("900ms")
  Duration trackingSilence();
}
