package ai.agentcache.upload.edge;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks an edge how it is, over a connection that is kept, so that what is timed is a round trip and
 * the edge, and neither DNS nor TLS. Edges may share a host: each probe finds a connection of its
 * own there, so that none waits for another and is taken for a failure. Follows no redirect and
 * reads no more than a bit of an answer.
 */
@Singleton
final class ProbeCall {

  private static final int LONGEST_ANSWER = 65_536;

  private final HttpClient client;
  private final Clock clock;
  private final ProbeConfig config;
  private final Optional<Location> here;

  ProbeCall(Vertx vertx, Clock clock, ProbeConfig config) {
    this.clock = clock;
    this.config = config;
    this.here = here(config);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(config.concurrency())
                .setKeepAliveTimeout((int) config.period().toSeconds() * 3)
                .setConnectTimeout((int) config.timeout().toMillis())
                .setTcpNoDelay(true)
                .setDecompressionSupported(false));
  }

  private static Optional<Location> here(ProbeConfig config) {
    return config.latitude().isPresent() && config.longitude().isPresent()
        ? Optional.of(
            new Location(config.latitude().getAsDouble(), config.longitude().getAsDouble()))
        : Optional.empty();
  }

  /** What an edge is like now; never fails. */
  Uni<Observation> probe(Edge edge) {
    return Uni.createFrom()
        .<Observation>emitter(emitter -> send(edge, emitter))
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .onFailure()
        .recoverWithItem(() -> Observation.failedProbe(clock.instant()));
  }

  private void send(Edge edge, UniEmitter<? super Observation> emitter) {
    RequestOptions options =
        new RequestOptions()
            .setAbsoluteURI(edge.url() + config.path())
            .setMethod(HttpMethod.GET)
            .setFollowRedirects(false)
            .setTimeout(config.timeout().toMillis());
    client
        .request(options)
        .onSuccess(request -> ask(edge, request, emitter))
        .onFailure(emitter::fail);
  }

  private void ask(Edge edge, HttpClientRequest request, UniEmitter<? super Observation> emitter) {
    AtomicBoolean whole = new AtomicBoolean();
    emitter.onTermination(() -> abandonUnless(whole.get(), request));
    long start = clock.nanos();
    request
        .send()
        .onSuccess(answer -> read(edge, answer, (clock.nanos() - start) / 1e6, whole, emitter))
        .onFailure(emitter::fail);
  }

  private void read(
      Edge edge,
      HttpClientResponse answer,
      double millis,
      AtomicBoolean whole,
      UniEmitter<? super Observation> emitter) {
    int[] read = {0};
    answer.handler(
        part -> {
          read[0] += part.length();
          if (read[0] > LONGEST_ANSWER) {
            answer.request().reset();
          }
        });
    answer.exceptionHandler(emitter::fail);
    answer.endHandler(
        end -> {
          whole.set(true);
          emitter.complete(observation(edge, answer, millis));
        });
  }

  /** The connection of an answer that was not read to its end cannot be used again. */
  private static void abandonUnless(boolean whole, HttpClientRequest request) {
    if (!whole) {
      request.reset();
    }
  }

  private Observation observation(Edge edge, HttpClientResponse answer, double millis) {
    boolean good = answer.statusCode() >= 200 && answer.statusCode() < 300;
    return good
        ? Observation.probe(
            clock.instant(),
            Math.max(0.001, millis),
            here.map(place -> Haversine.km(place, edge.location())).orElse(Double.NaN),
            load(answer.getHeader(config.loadHeader())))
        : Observation.failedProbe(clock.instant());
  }

  /** What an edge says of its load; NaN if that is no number from 0 to 1. */
  static double load(@Nullable String text) {
    if (text == null || !text.matches("(0|1|0?\\.[0-9]{1,6}|1\\.0{1,6})")) {
      return Double.NaN;
    }
    return Double.parseDouble(text);
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
