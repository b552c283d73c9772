package ai.agentcache.gateway.upstream;

import ai.agentcache.time.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections to servers, which are kept. Over HTTP/2, where TLS offers it, calls share a few; over
 * HTTP/1.1 each has one of its own. Vert.x bounds both alike as long as it asks for HTTP/2, so that
 * servers without it are called by a client that does not ask.
 */
final class Connections {

  private final Clock clock;
  private final HttpClient plain;
  private final HttpClient shared;
  private final HttpClient single;
  private final ConcurrentHashMap<String, Spoken> servers = new ConcurrentHashMap<>();

  Connections(Vertx vertx, Clock clock, UpstreamConfig config) {
    this.clock = clock;
    this.plain = vertx.createHttpClient(options(config));
    HttpClientOptions secure = secure(config);
    this.single = vertx.createHttpClient(new HttpClientOptions(secure));
    this.shared =
        vertx.createHttpClient(secure.setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2));
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

  private static HttpClientOptions secure(UpstreamConfig config) {
    HttpClientOptions options = options(config).setSsl(true).setVerifyHost(true);
    config.trustedCertificates().map(Authorities::with).ifPresent(options::setTrustOptions);
    return options;
  }

  /**
   * A request to a server, with a connection to send it over.
   *
   * @param context that of the caller, in which the request lives
   */
  Future<HttpClientRequest> request(RequestOptions options, Context context) {
    if (!Boolean.TRUE.equals(options.isSsl())) {
      return plain.request(options);
    }
    Spoken server =
        servers.computeIfAbsent(options.getHost() + ':' + options.getPort(), at -> new Spoken());
    if (server.isMineToFind(clock.nanos())) {
      return finding(server, options);
    }
    Future<Void> settled = server.settled();
    if (settled.isComplete()) {
      return request(server, options);
    }
    Promise<HttpClientRequest> later = Promise.promise();
    settled.onComplete(
        known -> context.runOnContext(v -> request(server, options).onComplete(later)));
    return later.future();
  }

  private Future<HttpClientRequest> request(Spoken server, RequestOptions options) {
    return server.isWithoutHttp2() ? single.request(options) : finding(server, options);
  }

  private Future<HttpClientRequest> finding(Spoken server, RequestOptions options) {
    return shared
        .request(options)
        .onComplete(asked -> server.told(asked.succeeded() ? asked.result().version() : null));
  }

  void close() {
    plain.close();
    shared.close();
    single.close();
  }
}
