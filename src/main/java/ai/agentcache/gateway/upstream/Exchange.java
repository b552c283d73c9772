package ai.agentcache.gateway.upstream;

import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call while it lasts. Everything happens in the Vert.x context it was started in.
 *
 * <pre>
 * ASKED --head 2xx, events--> STREAMING --end, [DONE]--> OVER
 *   |  `--any other head----> COLLECTING --end---------> OVER
 *   `-----failure, deadline, cancelled (also from the others)--> OVER
 * </pre>
 */
final class Exchange {

  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  private final Vertx vertx;
  private final Context context;
  private final Clock clock;
  private final UpstreamConfig config;
  private final UpstreamCall call;
  private final UniEmitter<? super UpstreamAnswer> caller;
  private final long start;
  private long lastSign;
  private boolean answered;
  private volatile boolean handedOver;
  private volatile boolean over;
  private long timer = -1;
  private long received;
  private @Nullable HttpClientRequest request;
  private @Nullable MultiEmitter<? super byte[]> reader;

  Exchange(
      Vertx vertx,
      Clock clock,
      UpstreamConfig config,
      UpstreamCall call,
      UniEmitter<? super UpstreamAnswer> caller) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.clock = clock;
    this.config = config;
    this.call = call;
    this.caller = caller;
    this.start = clock.nanos();
    this.lastSign = start;
  }

  void start(Connections connections) {
    caller.onTermination(
        () -> {
          if (!handedOver) {
            leave();
          }
        });
    arm();
    RequestOptions options = target(call.url()).putHeader("content-type", "application/json");
    options.putHeader("accept", call.stream() ? "text/event-stream" : "application/json");
    call.headers().forEach(options::putHeader);
    connections.request(options, context).onComplete(asked -> send(asked.result(), asked.cause()));
  }

  private static RequestOptions target(URI url) {
    boolean secure = "https".equals(url.getScheme());
    int usual = secure ? 443 : 80;
    String query = url.getRawQuery();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setSsl(secure)
        .setHost(url.getHost())
        .setPort(url.getPort() < 0 ? usual : url.getPort())
        .setURI(query == null ? url.getRawPath() : url.getRawPath() + '?' + query);
  }

  private void send(@Nullable HttpClientRequest connected, @Nullable Throwable failure) {
    if (connected == null) {
      fail(Kind.UNREACHABLE, reason(failure));
    } else if (over) {
      connected.reset();
    } else {
      request = connected;
      connected
          .send(Buffer.buffer(call.body()))
          .onComplete(head -> head(head.result(), head.cause()));
    }
  }

  private void head(@Nullable HttpClientResponse response, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    if (response == null) {
      fail(failure instanceof ConnectException ? Kind.UNREACHABLE : Kind.CUT, reason(failure));
      return;
    }
    sign();
    answered = true;
    boolean good = response.statusCode() / 100 == 2;
    response.exceptionHandler(cut -> fail(Kind.CUT, reason(cut)));
    if (good && call.stream() && isEventStream(response)) {
      stream(response);
    } else {
      collect(response);
    }
  }

  private static boolean isEventStream(HttpClientResponse response) {
    String type = response.getHeader("content-type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  private void collect(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.handler(
        bytes -> {
          if (takes(bytes)) {
            body.appendBuffer(bytes);
          }
        });
    response.endHandler(end -> collected(response, body.getBytes()));
  }

  private void collected(HttpClientResponse response, byte[] body) {
    if (over) {
      return;
    }
    finish();
    if (response.statusCode() / 100 == 2) {
      caller.complete(new UpstreamAnswer.Whole(body));
    } else {
      String retryAfter = response.getHeader("retry-after");
      caller.fail(
          UpstreamError.of(
              call.provider(), response.statusCode(), retryAfter, body, clock.instant()));
    }
  }

  private void stream(HttpClientResponse response) {
    response.pause();
    handedOver = true;
    Multi<byte[]> events =
        Multi.createFrom()
            .emitter(
                emitter -> {
                  reader = emitter;
                  emitter.onTermination(this::leave);
                  read(response);
                },
                BackPressureStrategy.BUFFER);
    caller.complete(new UpstreamAnswer.Streamed(events));
  }

  private void read(HttpClientResponse response) {
    SseDecoder decoder = new SseDecoder(config.maxEventBytes(), this::event);
    response.handler(
        bytes -> {
          if (takes(bytes)) {
            decode(() -> decoder.feed(bytes.getBytes()));
          }
        });
    response.endHandler(
        end -> {
          decode(decoder::end);
          completed();
        });
    response.resume();
  }

  private void decode(Runnable step) {
    try {
      step.run();
    } catch (IllegalStateException tooLarge) {
      fail(Kind.MALFORMED, "an event is too large");
    }
  }

  private void event(byte[] data) {
    MultiEmitter<? super byte[]> target = reader;
    if (over || target == null) {
      return;
    }
    if (Arrays.equals(data, DONE)) {
      completed();
    } else {
      target.emit(data);
    }
  }

  private void completed() {
    MultiEmitter<? super byte[]> target = reader;
    if (!over && target != null) {
      finish();
      target.complete();
    }
  }

  /** Counts bytes that arrived; false if nobody wants them, or there are too many. */
  private boolean takes(Buffer bytes) {
    sign();
    received += bytes.length();
    if (!over && received > config.maxAnswerBytes()) {
      fail(Kind.MALFORMED, "the answer is too large");
    }
    return !over;
  }

  private void sign() {
    lastSign = clock.nanos();
  }

  /** One timer for all deadlines; it looks what is left and goes to sleep again. */
  private void arm() {
    long left = deadline();
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    timer =
        vertx.setTimer(
            millis,
            id -> {
              if (deadline() > 0) {
                arm();
              } else {
                fail(Kind.TIMEOUT, answered ? "it fell silent" : "no answer in time");
              }
            });
  }

  private long deadline() {
    return call.deadlines().left(clock.nanos(), answered, start, lastSign);
  }

  private void fail(Kind kind, String reason) {
    if (over) {
      return;
    }
    stop();
    UpstreamFailure failure = new UpstreamFailure(call.provider(), kind, 0, reason);
    MultiEmitter<? super byte[]> target = reader;
    if (target != null) {
      target.fail(failure);
    } else {
      caller.fail(failure);
    }
  }

  private void finish() {
    over = true;
    vertx.cancelTimer(timer);
  }

  /** The reader has left, in whatever thread that is. */
  private void leave() {
    if (!over) {
      context.runOnContext(v -> stop());
    }
  }

  /** Ends it whatever it is doing; the connection is closed if an answer may still come. */
  private void stop() {
    HttpClientRequest running = request;
    if (!over) {
      finish();
      if (running != null) {
        running.reset();
      }
    }
  }

  private static String reason(@Nullable Throwable failure) {
    return failure == null ? "unknown" : failure.getClass().getSimpleName();
  }
}
