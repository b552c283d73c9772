package ai.agentcache.cache;

import ai.agentcache.cache.flight.Computation;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.usage.TokenUsage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider whose answers the test gives by hand, or that answers by itself after a while. */
final class Upstream implements Computation {

  static final byte[] HEAD = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8);

  static final TokenUsage TOKENS = new TokenUsage(100, 20);
  static final long COST = 1_000;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final List<MultiEmitter<? super Piece>> open = new CopyOnWriteArrayList<>();
  private final @Nullable Vertx vertx;
  private final long delayMillis;
  private volatile @Nullable RuntimeException failure;

  /** One that answers when it is told to. */
  Upstream() {
    this.vertx = null;
    this.delayMillis = 0;
  }

  /** One that answers with the number of the call. */
  Upstream(Vertx vertx, long delayMillis) {
    this.vertx = vertx;
    this.delayMillis = delayMillis;
  }

  static byte[] json(String text) {
    return ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Multi<Piece> get() {
    return Multi.createFrom()
        .emitter(
            emitter -> {
              int call = calls.incrementAndGet();
              open.add(emitter);
              emitter.onTermination(
                  () -> {
                    if (open.remove(emitter)) {
                      cancelled.incrementAndGet();
                    }
                  });
              if (vertx != null) {
                vertx.setTimer(delayMillis, timer -> answer(emitter, call));
              }
            });
  }

  private void answer(MultiEmitter<? super Piece> emitter, int call) {
    RuntimeException broken = failure;
    if (broken != null) {
      open.remove(emitter);
      emitter.fail(broken);
      return;
    }
    emitter.emit(new Piece.Head(HEAD));
    emitter.emit(new Piece.Event(json("answer " + call)));
    end(emitter, true);
  }

  /** From now on its answers are this failure. */
  void breakDown(RuntimeException with) {
    failure = with;
  }

  void head() {
    open.forEach(emitter -> emitter.emit(new Piece.Head(HEAD)));
  }

  void event(String text) {
    open.forEach(emitter -> emitter.emit(new Piece.Event(json(text))));
  }

  void raw(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    open.forEach(emitter -> emitter.emit(new Piece.Event(bytes)));
  }

  void end() {
    end(true);
  }

  void end(boolean storable) {
    open.forEach(emitter -> end(emitter, storable));
  }

  private void end(MultiEmitter<? super Piece> emitter, boolean storable) {
    open.remove(emitter);
    emitter.emit(new Piece.End(storable, TOKENS, COST));
    emitter.complete();
  }

  /** The whole answer to whoever waits. */
  void answer(String text) {
    head();
    event(text);
    end();
  }

  void fail(Throwable failure) {
    open.forEach(
        emitter -> {
          open.remove(emitter);
          emitter.fail(failure);
        });
  }

  int calls() {
    return calls.get();
  }

  int cancelled() {
    return cancelled.get();
  }

  /** How many calls are under way. */
  int running() {
    return open.size();
  }
}
