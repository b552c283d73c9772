package ai.agentcache.cache;

import ai.agentcache.cache.flight.Answer;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.cache.flight.Recording;
import ai.agentcache.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value under which a computed answer is stored: {@code {"took":<ms>,"head":{…},"events":[…]}}.
 */
final class RecordedAnswer {

  private static final byte[] START = "{\"took\":".getBytes(StandardCharsets.US_ASCII);
  private static final String TOOK = "took";
  private static final String HEAD = "head";
  private static final String EVENTS = "events";
  private static final int ROOM = 64;

  private RecordedAnswer() {}

  /**
   * The value of an answer, nothing if its head is no JSON object or one of its events no JSON: it
   * could not be read again.
   */
  static Optional<JsonSlice> write(Answer answer, long tookMillis) {
    ByteBuilder json = new ByteBuilder(size(answer));
    json.add(START).add(tookMillis).add(",\"head\":").add(answer.head()).add(",\"events\":[");
    String comma = "";
    for (byte[] event : answer.events()) {
      json.add(comma).add(event);
      comma = ",";
    }
    byte[] value = json.add("]}").toBytes();
    return isWhole(value, answer)
        ? Optional.of(new JsonSlice(value, 0, value.length))
        : Optional.empty();
  }

  /** About how many bytes it takes. */
  static int size(Answer answer) {
    int size = ROOM + answer.head().length;
    for (byte[] event : answer.events()) {
      size += event.length + 1;
    }
    return size;
  }

  /** Whether it is JSON, and what was two values has not become one or three. */
  private static boolean isWhole(byte[] value, Answer answer) {
    try {
      JsonPass.over(value, 0, value.length, CanonicalJson.DEFAULT_DEPTH).document();
    } catch (ApiException e) {
      return false;
    }
    Map<String, JsonSlice> members = JsonSlice.ofValid(value).members();
    JsonSlice head = members.get(HEAD);
    JsonSlice events = members.get(EVENTS);
    return members.size() == 3
        && head != null
        && head.isObject()
        && events != null
        && events.items().size() == answer.events().size();
  }

  /** Whether an entry looks as if it held one. */
  static boolean isIn(Entry entry) {
    JsonSlice value = entry.response();
    if (value.length() < START.length) {
      return false;
    }
    for (int i = 0; i < START.length; i++) {
      if (value.array()[value.start() + i] != START[i]) {
        return false;
      }
    }
    return true;
  }

  /** The answer in an entry; nothing if it holds something else. */
  static Optional<Kept> read(Entry entry) {
    Map<String, JsonSlice> members = entry.response().members();
    JsonSlice took = members.get(TOOK);
    JsonSlice head = members.get(HEAD);
    JsonSlice events = members.get(EVENTS);
    if (took == null || head == null || events == null) {
      return Optional.empty();
    }
    String millis = took.toString();
    if (!millis.matches("\\d{1,15}") || !head.isObject() || !events.isArray()) {
      return Optional.empty();
    }
    List<byte[]> pieces = events.items().stream().map(JsonSlice::toBytes).toList();
    Piece.End end = new Piece.End(true, entry.usage(), entry.costNanos());
    Recording recording = Recording.complete(head.toBytes(), pieces, end);
    return Optional.of(new Kept(entry, recording, Long.parseLong(millis)));
  }
}
