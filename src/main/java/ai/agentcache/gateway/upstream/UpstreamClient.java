package ai.agentcache.gateway.upstream;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * Calls providers over connections that are kept: HTTP/2 where TLS offers it, else HTTP/1.1. No
 * redirect is followed: credentials go where they are configured to go.
 */
@Singleton
public final class UpstreamClient {

  private final Vertx vertx;
  private final Clock clock;
  private final UpstreamConfig config;
  private final HttpClient plain;
  private final HttpClient secure;

  UpstreamClient(Vertx vertx, Clock clock, UpstreamConfig config) {
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
    this.plain = vertx.createHttpClient(options(config));
    this.secure =
        vertx.createHttpClient(
            trusting(config).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2));
  }

  private static HttpClientOptions trusting(UpstreamConfig config) {
    HttpClientOptions options = options(config).setSsl(true).setVerifyHost(true);
    config.trustedCertificates().map(Authorities::with).ifPresent(options::setTrustOptions);
    return options;
  }

  private static HttpClientOptions options(UpstreamConfig config) {
    return new HttpClientOptions()
        .setConnectTimeout((int) config.connectTimeout().toMillis())
        .setMaxPoolSize(config.connections())
        .setHttp2MaxPoolSize(config.http2Connections())
        .setMaxWaitQueueSize(config.maxWaiting())
        .setKeepAliveTimeout((int) config.keepAlive().toSeconds())
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        .setDecompressionSupported(false);
  }

  /**
   * Calls a provider.
   *
   * @return its answer; fails with {@link UpstreamFailure} or {@link UpstreamRefusal}. Cancelling
   *     ends the call
   */
  public Uni<UpstreamAnswer> call(UpstreamCall call) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              HttpClient client = "https".equals(call.url().getScheme()) ? secure : plain;
              new Exchange(vertx, clock, config, call, emitter).start(client);
            });
  }

  @PreDestroy
  void close() {
    plain.close();
    secure.close();
  }
}
