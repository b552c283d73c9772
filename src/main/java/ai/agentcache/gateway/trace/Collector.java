package ai.agentcache.gateway.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Brings spans to a collector, one delivery at a time. Nothing waits for it: what it does not take,
 * or what comes while too much waits, is dropped and counted.
 */
final class Collector {

  private static final Logger LOG = Logger.getLogger(Collector.class);
  private static final int MOST_SPANS = 512;

  private final HttpClient client;
  private final TracingConfig config;
  private final String url;
  private final MultiMap headers;
  private final Queue<Span> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean delivering = new AtomicBoolean();
  private final Counter delivered;
  private final Counter dropped;
  private final Vertx vertx;
  private final long timer;

  Collector(Vertx vertx, TracingConfig config, String endpoint, MeterRegistry registry) {
    this.client = vertx.createHttpClient();
    this.config = config;
    this.url = endpoint.strip().replaceAll("/+$", "") + "/v1/traces";
    this.headers = headers(config.headers().orElse(""));
    this.delivered = counter("delivered", registry);
    this.dropped = counter("dropped", registry);
    this.vertx = vertx;
    this.timer = vertx.setPeriodic(config.interval().toMillis(), id -> tick());
  }

  /** Delivers no more. */
  void close() {
    vertx.cancelTimer(timer);
    client.close();
  }

  private static Counter counter(String result, MeterRegistry registry) {
    return Counter.builder("agentcache.tracing.spans")
        .description("Spans that the collector has taken, and that it has not")
        .tag("result", result)
        .register(registry);
  }

  private static MultiMap headers(String pairs) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (String pair : pairs.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        headers.add(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return headers;
  }

  /** Takes a span that has ended. */
  void take(Span span) {
    if (size.incrementAndGet() > config.maxPending()) {
      size.decrementAndGet();
      dropped.increment();
    } else {
      waiting.add(span);
    }
  }

  private void tick() {
    if (size.get() > 0 && delivering.compareAndSet(false, true)) {
      deliver()
          .onTermination()
          .invoke(() -> delivering.set(false))
          .subscribe()
          .with(done -> {}, failure -> {});
    }
  }

  /** Delivers everything that waits; never fails. */
  Uni<Void> deliver() {
    List<Span> batch = next();
    return batch.isEmpty() ? Uni.createFrom().voidItem() : deliver(batch).chain(() -> deliver());
  }

  private List<Span> next() {
    List<Span> batch = new ArrayList<>();
    for (Span span = waiting.poll(); span != null; span = waiting.poll()) {
      size.decrementAndGet();
      batch.add(span);
      if (batch.size() == MOST_SPANS) {
        break;
      }
    }
    return batch;
  }

  private Uni<Void> deliver(List<Span> batch) {
    String body = Otlp.request(config.serviceName(), batch).toString();
    return post(Buffer.buffer(body.getBytes(StandardCharsets.UTF_8)))
        .invoke(status -> count(status, batch.size()))
        .onFailure()
        .invoke(
            failure -> {
              dropped.increment(batch.size());
              LOG.debugf("The collector of spans cannot be reached: %s", failure.getMessage());
            })
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private void count(int status, int spans) {
    (status / 100 == 2 ? delivered : dropped).increment(spans);
    if (status / 100 != 2) {
      LOG.debugf("The collector of spans answers with status %d", status);
    }
  }

  private Uni<Integer> post(Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setAbsoluteURI(url)
            .setMethod(HttpMethod.POST)
            .setConnectTimeout(config.timeout().toMillis())
            .setIdleTimeout(config.timeout().toMillis())
            .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers))
            .putHeader("content-type", "application/json");
    return Uni.createFrom()
        .completionStage(
            () ->
                client
                    .request(options)
                    .compose(request -> answered(request, body))
                    .toCompletionStage());
  }

  private static Future<Integer> answered(HttpClientRequest request, Buffer body) {
    return request.send(body).compose(Collector::status);
  }

  private static Future<Integer> status(HttpClientResponse response) {
    return response.end().map(response.statusCode());
  }
}
