package ai.agentcache.gateway.upstream;

import ai.agentcache.fakes.Certificates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A server over TLS that answers when so many calls are under way at once, and not before. */
final class TlsServer implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<HttpServerRequest> waiting = new ArrayList<>();
  private final int together;

  /**
   * @param http2 whether it offers HTTP/2
   * @param together how many calls it answers together
   */
  TlsServer(Vertx vertx, Certificates certificates, boolean http2, int together) {
    this.together = together;
    PfxOptions identity =
        new PfxOptions()
            .setPath(certificates.store().toString())
            .setPassword(Certificates.PASSWORD);
    server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(http2)
                .setKeyCertOptions(identity)
                .setAcceptBacklog(1024));
    server.connectionHandler(connection -> connections.incrementAndGet());
    server.requestHandler(this::take);
    await(server.listen(0, "127.0.0.1"));
  }

  private synchronized void take(HttpServerRequest request) {
    waiting.add(request);
    if (waiting.size() == together) {
      waiting.forEach(
          one -> one.response().end(Buffer.buffer("{\"over\":\"" + one.version() + "\"}")));
      waiting.clear();
    }
  }

  /** How many connections were made to it. */
  int connections() {
    return connections.get();
  }

  URI url(String host) {
    return URI.create("https://" + host + ":" + server.actualPort() + "/v1");
  }

  @Override
  public void close() {
    await(server.close());
  }

  private static void await(Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
