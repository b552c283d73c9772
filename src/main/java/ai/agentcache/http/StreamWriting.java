package ai.agentcache.http;

import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscription;

/**
 * Writes one stream of events to one client, as fast as the client reads; events that come in one
 * turn of the event loop leave together. When the client goes away, nobody reads the events any
 * more.
 */
final class StreamWriting implements MultiSubscriber<Buffer> {

  private static final Buffer COMMENT = Buffer.buffer(": keep-alive\n\n");
  private static final long AHEAD = 32;

  private final Vertx vertx;
  private final Context context;
  private final HttpServerResponse response;
  private final StreamedBody body;
  private final Runnable whenOver;
  private Subscription subscription = Subscriptions.empty();
  private final List<Buffer> pending = new ArrayList<>();
  private boolean over;
  private boolean wroteSinceCheck = true;
  private int owed;
  private long timer = -1;

  StreamWriting(Vertx vertx, HttpServerResponse response, StreamedBody body, Runnable whenOver) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.response = response;
    this.body = body;
    this.whenOver = whenOver;
  }

  void start() {
    response.setChunked(true);
    response.closeHandler(gone -> finish(true));
    response.exceptionHandler(gone -> finish(true));
    timer = vertx.setPeriodic(body.keepAliveMillis(), id -> check());
    body.events().subscribe().withSubscriber(this);
  }

  private void check() {
    if (!over && !wroteSinceCheck && !response.writeQueueFull()) {
      response.write(COMMENT);
    }
    wroteSinceCheck = false;
  }

  @Override
  public void onSubscribe(Subscription events) {
    subscription = events;
    events.request(AHEAD);
  }

  @Override
  public void onItem(Buffer event) {
    onContext(() -> write(event));
  }

  private void write(Buffer event) {
    if (over) {
      return;
    }
    pending.add(event);
    if (pending.size() == 1) {
      context.runOnContext(turn -> flush());
    }
  }

  private void flush() {
    if (over || pending.isEmpty()) {
      return;
    }
    wroteSinceCheck = true;
    owed += pending.size();
    response.write(together());
    if (response.writeQueueFull()) {
      response.drainHandler(drained -> requestMore());
    } else {
      requestMore();
    }
  }

  private void requestMore() {
    int count = owed;
    owed = 0;
    if (count > 0) {
      subscription.request(count);
    }
  }

  /** All that is pending, in one piece. */
  private Buffer together() {
    Buffer all = pending.get(0);
    if (pending.size() > 1) {
      all = Buffer.buffer(pending.stream().mapToInt(Buffer::length).sum());
      pending.forEach(all::appendBuffer);
    }
    pending.clear();
    return all;
  }

  /** The events say themselves what went wrong; a stream that still fails is cut. */
  @Override
  public void onFailure(Throwable failure) {
    onContext(
        () -> {
          if (!over) {
            finish(false);
            response.reset();
          }
        });
  }

  @Override
  public void onCompletion() {
    onContext(
        () -> {
          if (!over) {
            finish(false);
            end();
          }
        });
  }

  private void end() {
    if (pending.isEmpty()) {
      response.end();
    } else {
      response.end(together());
    }
  }

  private void onContext(Runnable step) {
    if (Vertx.currentContext() == context) {
      step.run();
    } else {
      context.runOnContext(v -> step.run());
    }
  }

  private void finish(boolean gone) {
    if (over) {
      return;
    }
    over = true;
    vertx.cancelTimer(timer);
    if (gone) {
      subscription.cancel();
    }
    whenOver.run();
  }
}
