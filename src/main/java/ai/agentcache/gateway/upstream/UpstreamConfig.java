package ai.agentcache.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The connections to providers. */
@ConfigMapping(prefix = "agentcache.gateway.upstream")
public interface UpstreamConfig {

  /** How long connecting to a provider may take. */
  @WithDefault("3s")
  Duration connectTimeout();

  /** Connections to one server, over HTTP/1.1. */
  @WithDefault("1024")
  int connections();

  /** Connections to one server, over HTTP/2, where it is offered. */
  @WithDefault("8")
  int http2Connections();

  /** How long an idle connection is kept for the next call. */
  @WithDefault("30s")
  Duration keepAlive();

  /** Calls that may wait for a connection; further ones fail at once. */
  @WithDefault("4096")
  int maxWaiting();

  /**
   * A PEM file of certificate authorities that servers of providers may have their certificates
   * from, in addition to those that the JVM trusts.
   */
  Optional<Path> trustedCertificates();

  /** Largest answer, bytes; for a stream, all its events together. */
  @WithDefault("16777216")
  int maxAnswerBytes();

  /** Largest event of a stream, bytes. */
  @WithDefault("4194304")
  int maxEventBytes();
}
