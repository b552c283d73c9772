package ai.agentcache.webhook;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Posts a message to an endpoint: looks its name up once, checks every address, connects to the one
 * that was checked, follows no redirect, and reads no more than a bit of the answer.
 */
@Singleton
final class Posting {

  private static final String USER_AGENT = "AgentCache-Webhooks/1";

  private final Vertx vertx;
  private final HttpClient client;
  private final TargetGuard guard;
  private final Resolver resolver;
  private final Secrets secrets;
  private final Clock clock;
  private final WebhookConfig config;

  Posting(
      Vertx vertx,
      TargetGuard guard,
      Resolver resolver,
      Secrets secrets,
      Clock clock,
      WebhookConfig config) {
    this.vertx = vertx;
    this.guard = guard;
    this.resolver = resolver;
    this.secrets = secrets;
    this.clock = clock;
    this.config = config;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(config.concurrency())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setTcpNoDelay(true)
                .setDecompressionSupported(false));
  }

  /** What comes of one try; never fails. */
  Uni<Outcome> post(WebhookStore.Sealed endpoint, Message message) {
    long start = clock.nanos();
    return Uni.createFrom()
        .deferred(() -> attempt(endpoint, message, start))
        .ifNoItem()
        .after(config.totalTimeout())
        .fail()
        .onFailure()
        .recoverWithItem(failure -> Outcome.failed(millis(start), reason(failure)));
  }

  private Uni<Outcome> attempt(WebhookStore.Sealed endpoint, Message message, long start) {
    List<Secret> signers = secrets.open(endpoint);
    if (signers.isEmpty()) {
      return Uni.createFrom().item(Outcome.failed(0, "the secret cannot be read; rotate it"));
    }
    Target target;
    try {
      target = guard.parse(endpoint.webhook().terms().url());
    } catch (Target.UnfitException unfit) {
      return Uni.createFrom().item(Outcome.failed(0, "the address " + unfit.expectation()));
    }
    byte[] body = message.body(endpoint.webhook().terms().format());
    return resolver
        .addresses(target)
        .chain(
            found -> {
              try {
                RequestOptions options = options(target, guard.choose(found));
                sign(options, message.id(), signers, body);
                return Uni.createFrom()
                    .emitter(emitter -> new Exchange(emitter, start).begin(options, body));
              } catch (Target.UnfitException unfit) {
                return Uni.createFrom()
                    .item(Outcome.failed(millis(start), "the address " + unfit.expectation()));
              }
            });
  }

  private RequestOptions options(Target target, InetAddress address) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
        .setHost(target.host())
        .setPort(target.port())
        .setSsl(target.tls())
        .setURI(target.path())
        .setFollowRedirects(false)
        .setTimeout(config.totalTimeout().toMillis())
        .putHeader("content-type", "application/json")
        .putHeader("user-agent", USER_AGENT);
  }

  private void sign(RequestOptions options, String id, List<Secret> signers, byte[] body) {
    long timestamp = clock.epochSeconds();
    String signatures =
        signers.stream()
            .map(secret -> secret.sign(id, timestamp, body))
            .collect(Collectors.joining(" "));
    options
        .putHeader("webhook-id", id)
        .putHeader("webhook-timestamp", Long.toString(timestamp))
        .putHeader("webhook-signature", signatures);
  }

  private int millis(long start) {
    return (int) ((clock.nanos() - start) / 1_000_000);
  }

  /** Messages of other failures may quote addresses of the network. */
  private static String reason(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return "no answer in time";
    }
    return failure instanceof UnknownHostException
        ? "the name is not known"
        : "no connection: " + failure.getClass().getSimpleName();
  }

  /** One request and the beginning of its answer. */
  private final class Exchange {
    private final UniEmitter<? super Outcome> emitter;
    private final long start;
    private boolean answered;
    private int read;

    Exchange(UniEmitter<? super Outcome> emitter, long start) {
      this.emitter = emitter;
      this.start = start;
    }

    void begin(RequestOptions options, byte[] body) {
      client.request(options).onSuccess(request -> send(request, body)).onFailure(emitter::fail);
    }

    private void send(HttpClientRequest request, byte[] body) {
      emitter.onTermination(() -> abandon(request));
      request.send(Buffer.buffer(body)).onSuccess(this::answered).onFailure(emitter::fail);
    }

    private void abandon(HttpClientRequest request) {
      if (!answered) {
        request.reset();
      }
    }

    /** What counts is the status; the rest is read so that the endpoint can finish in peace. */
    private void answered(HttpClientResponse answer) {
      answered = true;
      HttpClientRequest request = answer.request();
      long timer = vertx.setTimer(config.totalTimeout().toMillis(), id -> request.reset());
      answer.handler(
          part -> {
            read += part.length();
            if (read > config.answerLimit()) {
              request.reset();
            }
          });
      answer.exceptionHandler(cut -> vertx.cancelTimer(timer));
      answer.endHandler(end -> vertx.cancelTimer(timer));
      Duration retryAfter = RetryAfter.parse(answer.getHeader("retry-after"), clock.instant());
      emitter.complete(Outcome.answered(answer.statusCode(), millis(start), retryAfter));
    }
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
