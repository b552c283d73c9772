package ai.agentcache.gateway.front;

import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Says of a stream that it is degraded: in its first event, beside what that has to say. Remembers
 * whether it has; one for each reader.
 */
final class DegradedMark {

  private static final byte[] DATA = "data: {".getBytes(StandardCharsets.UTF_8);

  private final Front front;
  private boolean made;

  /**
   * @param front a dialect whose events are a line of data each
   */
  DegradedMark(Front front) {
    this.front = front;
  }

  /** Any number of events, the first of all with the mark. */
  Buffer on(Buffer events) {
    int end = made ? 0 : endOfFirst(events);
    if (end == 0) {
      return events;
    }
    made = true;
    ObjectNode first = (ObjectNode) Json.answer(events.getBytes(DATA.length - 1, end));
    return Buffer.buffer(front.event(first.put("degraded", true)))
        .appendBuffer(events.slice(end + 2, events.length()));
  }

  /** Where the line of the first event ends; 0 if it is none of data. */
  private static int endOfFirst(Buffer events) {
    for (int i = 0; i < DATA.length; i++) {
      if (i >= events.length() || events.getByte(i) != DATA[i]) {
        return 0;
      }
    }
    int end = DATA.length;
    while (end < events.length() && events.getByte(end) != '\n') {
      end++;
    }
    return end + 1 < events.length() ? end : 0;
  }
}
