package ai.agentcache.fakes;

import ai.agentcache.fakes.Behaviour.Omission;
import ai.agentcache.fakes.Frame.Kind;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Spoils an answer as a behaviour says. What has to do with time is the delivery's. */
final class Faults {

  private Faults() {}

  /** The explicit answer. */
  static Answer raw(Behaviour behaviour) {
    List<Frame> frames = behaviour.raw.stream().map(p -> Frame.text(Kind.CONTENT, p)).toList();
    String type = behaviour.contentType.isEmpty() ? Answer.JSON : behaviour.contentType;
    int status = behaviour.status == 0 ? 200 : behaviour.status;
    return new Answer(status, Map.of("content-type", type), frames.size() > 1, frames);
  }

  static Answer spoil(Answer answer, Behaviour behaviour, Supplier<Frame> errorEvent) {
    List<Frame> frames = answer.frames();
    if (answer.streamed()) {
      frames = omit(frames, behaviour.omit);
    }
    if (behaviour.malformed) {
      frames = changeMiddle(frames, Faults::halve);
    }
    if (behaviour.deep > 0) {
      frames = changeMiddle(frames, text -> nest(text, behaviour.deep));
    }
    if (behaviour.errorAfter >= 0 && answer.streamed()) {
      frames = new ArrayList<>(frames.subList(0, Math.min(frames.size(), behaviour.errorAfter)));
      frames.add(errorEvent.get());
    }
    if (behaviour.splitBytes > 0) {
      frames = split(frames, behaviour.splitBytes);
    }
    Map<String, String> headers = new HashMap<>(behaviour.headers);
    if (!behaviour.retryAfter.isEmpty()) {
      headers.put("retry-after", behaviour.retryAfter);
    }
    return answer.with(headers).with(frames);
  }

  private static List<Frame> omit(List<Frame> frames, Omission what) {
    return switch (what) {
      case NOTHING -> frames;
      case MARKER -> frames.stream().filter(f -> f.kind() != Kind.MARKER).toList();
      case FINISH ->
          frames.stream().filter(f -> f.kind() != Kind.MARKER && f.kind() != Kind.FINISH).toList();
    };
  }

  /** Changes one part of the content: the whole body, or an event in the middle of it. */
  private static List<Frame> changeMiddle(List<Frame> frames, Change change) {
    List<Integer> content = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).kind() == Kind.CONTENT) {
        content.add(i);
      }
    }
    if (content.isEmpty()) {
      return frames;
    }
    int at = content.get(content.size() / 2);
    List<Frame> changed = new ArrayList<>(frames);
    String text = frames.get(at).data().toString(StandardCharsets.UTF_8);
    changed.set(at, Frame.text(Kind.CONTENT, change.of(text)));
    return changed;
  }

  /** Drops the second half, except for the empty line that ends an event. */
  private static String halve(String text) {
    String end = text.substring(text.stripTrailing().length());
    return text.substring(0, text.length() / 2) + end;
  }

  private static String nest(String text, int levels) {
    String nested = "\"deep\":" + "[".repeat(levels) + "]".repeat(levels) + ",";
    int object = text.indexOf('{') + 1;
    return text.substring(0, object) + nested + text.substring(object);
  }

  private static List<Frame> split(List<Frame> frames, int bytes) {
    Buffer all = Buffer.buffer();
    frames.forEach(frame -> all.appendBuffer(frame.data()));
    List<Frame> pieces = new ArrayList<>();
    for (int at = 0; at < all.length(); at += bytes) {
      Buffer piece = all.slice(at, Math.min(all.length(), at + bytes));
      pieces.add(new Frame(Kind.CONTENT, piece));
    }
    return pieces;
  }

  /** What happens to a text. */
  private interface Change {
    String of(String text);
  }
}
