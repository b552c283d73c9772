package ai.agentcache.gateway.front;

import ai.agentcache.cache.flight.Recording;
import ai.agentcache.gateway.GatewayErrors;
import ai.agentcache.gateway.Generated;
import ai.agentcache.gateway.Origin;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Transcript;
import ai.agentcache.gateway.llm.Completions;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Tells a recorded answer in the words of whoever asks: whole or streamed, in any front's dialect,
 * however it was recorded. Forms of answers in memory are made once.
 */
final class Rendering {

  private final Completions completions;

  Rendering(Completions completions) {
    this.completions = completions;
  }

  /**
   * What a form of a recording is called.
   *
   * @param front the dialect
   * @param stream whether it is streamed
   * @param usage whether the stream tells the usage
   */
  private record Form(String front, boolean stream, boolean usage) {}

  /** The whole answer, when there is all of it. */
  Uni<byte[]> whole(Front front, Generated generated) {
    Recording recording = generated.served().recording();
    if (recording.isComplete()) {
      return Uni.createFrom().item(wholeNow(front, generated));
    }
    return recording.ended().map(end -> wholeNow(front, generated));
  }

  /** The whole answer of a complete recording. */
  byte[] wholeNow(Front front, Generated generated) {
    return generated
        .served()
        .recording()
        .view(new Form(front.name(), false, false), done -> whole(front, generated.origin(), done));
  }

  private byte[] whole(Front front, Origin origin, Recording recording) {
    boolean own = origin.dialect().equals(front.name());
    if (own && !origin.streamed()) {
      return recording.all().get(0);
    }
    return own
        ? Json.bytes(front.join(trees(recording)))
        : Json.bytes(front.write(completions.of(origin, recording)));
  }

  private static List<JsonNode> trees(Recording recording) {
    return recording.all().stream().map(Json::answer).toList();
  }

  /** The answer as server-sent events, as they come. */
  Multi<Buffer> stream(Front front, ObjectNode asked, Generated generated) {
    Recording recording = generated.served().recording();
    if (recording.isComplete()) {
      return Multi.createFrom().item(Buffer.buffer(streamNow(front, asked, generated)));
    }
    Origin origin = generated.origin();
    if (!origin.streamed()) {
      return recording
          .ended()
          .map(end -> Buffer.buffer(streamNow(front, asked, generated)))
          .toMulti()
          .onFailure()
          .recoverWithItem(failure -> failed(front, failure));
    }
    return origin.dialect().equals(front.name())
        ? same(front, asked, recording)
        : told(new Telling(completions.dialect(origin), front, asked), front, recording);
  }

  private static Multi<Buffer> same(Front front, ObjectNode asked, Recording recording) {
    return recording
        .events()
        .map(event -> Buffer.buffer(front.relay(event, asked)))
        .filter(bytes -> bytes.length() > 0)
        .onCompletion()
        .continueWith(Buffer.buffer(front.done()))
        .onFailure()
        .recoverWithItem(failure -> failed(front, failure));
  }

  private static Multi<Buffer> told(Telling telling, Front front, Recording recording) {
    return recording
        .events()
        .map(event -> telling.event(Json.answer(event)))
        .filter(bytes -> bytes.length() > 0)
        .onCompletion()
        .continueWith(() -> List.of(telling.end()))
        .onFailure()
        .recoverWithItem(failure -> failed(front, failure));
  }

  /** The events of a complete recording, all in one. */
  byte[] streamNow(Front front, ObjectNode asked, Generated generated) {
    boolean usage = asked.path("stream_options").path("include_usage").asBoolean(false);
    return generated
        .served()
        .recording()
        .view(
            new Form(front.name(), true, usage),
            done -> stream(front, asked, generated.origin(), done));
  }

  private byte[] stream(Front front, ObjectNode asked, Origin origin, Recording recording) {
    if (origin.dialect().equals(front.name())) {
      Buffer all = Buffer.buffer();
      List<JsonNode> events =
          origin.streamed()
              ? trees(recording)
              : front.split((ObjectNode) Json.answer(recording.all().get(0)), asked);
      events.stream()
          .filter(event -> front.isWanted(event, asked))
          .forEach(event -> all.appendBytes(front.event(event)));
      return all.appendBytes(front.done()).getBytes();
    }
    Telling telling = new Telling(completions.dialect(origin), front, asked);
    Buffer all = Buffer.buffer();
    if (origin.streamed()) {
      trees(recording).forEach(event -> all.appendBuffer(telling.event(event)));
    } else {
      all.appendBuffer(telling.all(Transcript.deltas(completions.of(origin, recording))));
    }
    return all.appendBuffer(telling.end()).getBytes();
  }

  private static Buffer failed(Front front, Throwable failure) {
    ApiException why =
        GatewayErrors.explain(failure) instanceof ApiException known
            ? known
            : new ApiException(ErrorCode.PROVIDER_ERROR, "the answer broke off");
    return Buffer.buffer(
        front.failure(why.code().name(), why.code().text() + ": " + why.details()));
  }
}
