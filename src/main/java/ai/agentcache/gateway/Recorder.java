package ai.agentcache.gateway;

import ai.agentcache.cache.flight.Piece;
import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Transcript;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a recording of what a provider answers. The head comes with the first event, so that until
 * then somebody else can still be asked; the end only when the answer says why it ended. What is
 * heard goes on the bill.
 */
final class Recorder {

  private final EffectiveRequest request;
  private final Bill bill;
  private final boolean storeCut;

  /**
   * @param request what was asked
   * @param bill what it costs
   * @param storeCut whether answers that were cut off may be stored
   */
  Recorder(EffectiveRequest request, Bill bill, boolean storeCut) {
    this.request = request;
    this.bill = bill;
    this.storeCut = storeCut;
  }

  /** The pieces of an answer. */
  Multi<Piece> record(UpstreamAnswer answer) {
    if (answer instanceof UpstreamAnswer.Whole whole) {
      return whole(whole.body());
    }
    Multi<byte[]> events = ((UpstreamAnswer.Streamed) answer).events();
    return Multi.createFrom()
        .emitter(emitter -> new Tap(emitter).follow(events), BackPressureStrategy.BUFFER);
  }

  private Multi<Piece> whole(byte[] body) {
    try {
      Completion completion = request.dialect().read(Json.answer(body));
      bill.answeredBy(completion.model());
      if (!completion.usage().isKnown()) {
        Transcript.deltas(completion).forEach(bill::heard);
      }
      Piece head = new Piece.Head(origin(false).json());
      return bill.settle(isStorable(completion.finish()), completion.usage())
          .onItem()
          .transformToMulti(end -> Multi.createFrom().items(head, new Piece.Event(body), end));
    } catch (MalformedAnswerException e) {
      throw malformed(e);
    }
  }

  private boolean isStorable(Finish finish) {
    return storeCut || finish.isWhole();
  }

  private Origin origin(boolean streamed) {
    return new Origin(
        request.target().provider().name(),
        request.target().model(),
        request.dialect().name(),
        streamed);
  }

  private UpstreamFailure malformed(MalformedAnswerException e) {
    return failure(Kind.MALFORMED, String.valueOf(e.getMessage()));
  }

  private UpstreamFailure failure(Kind kind, String reason) {
    return new UpstreamFailure(request.target().provider().name(), kind, 0, reason);
  }

  /** Follows a stream: every event is passed on at once, and read for what it says. */
  private final class Tap {

    private final MultiEmitter<? super Piece> out;
    private final Function<JsonNode, List<Delta>> reader = request.dialect().reader();
    private @Nullable Finish finish;
    private boolean begun;
    private boolean over;
    private @Nullable Cancellable upstream;

    Tap(MultiEmitter<? super Piece> out) {
      this.out = out;
    }

    void follow(Multi<byte[]> events) {
      upstream = events.subscribe().with(this::event, this::failed, this::ended);
      out.onTermination(this::stop);
    }

    private void event(byte[] data) {
      if (over) {
        return;
      }
      try {
        JsonNode event = Json.answer(data);
        for (Delta delta : reader.apply(event)) {
          note(delta);
        }
        pass(data);
        if (request.dialect().isLast(event)) {
          ended();
        }
      } catch (MalformedAnswerException e) {
        failed(malformed(e));
      }
    }

    private void note(Delta delta) {
      if (delta instanceof Delta.End end) {
        finish = end.finish();
      }
      bill.heard(delta);
    }

    private void pass(byte[] data) {
      if (!begun) {
        begun = true;
        bill.begun();
        out.emit(new Piece.Head(origin(true).json()));
      }
      out.emit(new Piece.Event(data));
    }

    private void ended() {
      Finish how = finish;
      if (over) {
        return;
      }
      if (how == null) {
        failed(failure(Kind.CUT, "the stream has no end"));
        return;
      }
      over = true;
      bill.settle(isStorable(how), bill.told()).subscribe().with(this::settled);
    }

    private void settled(Piece.End end) {
      out.emit(end);
      out.complete();
    }

    private void failed(Throwable failure) {
      if (!over) {
        over = true;
        stop();
        out.fail(failure);
      }
    }

    private void stop() {
      over = true;
      Cancellable running = upstream;
      if (running != null) {
        running.cancel();
      }
    }
  }
}
