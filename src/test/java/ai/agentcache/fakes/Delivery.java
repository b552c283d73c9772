package ai.agentcache.fakes;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Sends one answer at the pace, and up to the point, that a behaviour says. */
final class Delivery {

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Call call;
  private final Behaviour behaviour;
  private final Answer answer;
  private int next;

  Delivery(Vertx vertx, HttpServerRequest request, Call call, Behaviour behaviour, Answer answer) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.call = call;
    this.behaviour = behaviour;
    this.answer = answer;
  }

  void start() {
    response.exceptionHandler(gone -> call.end(Ending.Kind.ABORTED));
    response.closeHandler(closed -> call.end(Ending.Kind.ABORTED));
    if (!behaviour.silent) {
      after(behaviour.delayMillis, behaviour.drop ? this::cut : this::head);
    }
  }

  private void head() {
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (answer.streamed()) {
      response.setChunked(true);
    } else {
      response.putHeader("content-length", Long.toString(length()));
    }
    if (behaviour.bodyDelayMillis > 0 || behaviour.silentAfter == 0 || behaviour.cutAfter == 0) {
      response.write(Buffer.buffer());
    }
    after(behaviour.bodyDelayMillis, this::send);
  }

  private long length() {
    return answer.frames().stream().mapToLong(frame -> frame.data().length()).sum();
  }

  private void send() {
    List<Frame> frames = answer.frames();
    while (!call.hasEnded() && next != behaviour.silentAfter) {
      Buffer piece = next < frames.size() ? frames.get(next).data() : Buffer.buffer();
      if (behaviour.cutAfter >= 0 && call.bytes() + piece.length() >= behaviour.cutAfter) {
        write(piece.slice(0, (int) (behaviour.cutAfter - call.bytes())));
        cut();
        return;
      }
      next++;
      if (next >= frames.size() && next != behaviour.silentAfter) {
        finish(piece);
        return;
      }
      write(piece);
      if (behaviour.pauseMillis > 0) {
        after(behaviour.pauseMillis, this::send);
        return;
      }
      if (response.writeQueueFull()) {
        response.drainHandler(drained -> send());
        return;
      }
    }
  }

  private void write(Buffer piece) {
    if (piece.length() > 0) {
      call.wrote(piece.length());
      response.write(piece);
    }
  }

  private void finish(Buffer last) {
    call.wrote(last.length());
    response
        .end(last)
        .onComplete(
            sent -> call.end(sent.succeeded() ? Ending.Kind.COMPLETED : Ending.Kind.ABORTED));
  }

  private void cut() {
    call.end(Ending.Kind.CUT);
    request.connection().close();
  }

  private void after(long millis, Runnable step) {
    if (millis <= 0) {
      step.run();
    } else {
      vertx.setTimer(millis, due -> ifStillThere(step));
    }
  }

  private void ifStillThere(Runnable step) {
    if (!call.hasEnded()) {
      step.run();
    }
  }
}
