package ai.agentcache.gateway.front;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Spent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Function;

/**
 * Tells the events of one stream in another dialect, one by one: what comes in goes out at once.
 * Remembers what it has to; one for each reader.
 */
final class Telling {

  private final Front front;
  private final Function<JsonNode, List<Delta>> reader;
  private final Function<Delta, List<ObjectNode>> writer;
  private Spent spent = Spent.UNKNOWN;
  private boolean ended;
  private boolean usageTold;

  /**
   * @param from the dialect the events are in
   * @param front the dialect to tell them in
   * @param asked what the client asked
   */
  Telling(Dialect from, Front front, ObjectNode asked) {
    this.front = front;
    this.reader = from.reader();
    this.writer = front.writer(asked);
  }

  /** What one event comes to: bytes of any number of events. */
  Buffer event(JsonNode event) {
    Buffer out = Buffer.buffer();
    reader.apply(event).forEach(delta -> tell(delta, out));
    return out;
  }

  /** Deltas of a whole answer. */
  Buffer all(List<Delta> deltas) {
    Buffer out = Buffer.buffer();
    deltas.forEach(delta -> tell(delta, out));
    return out;
  }

  /** What is left to say: some dialects end with the usage after the end, known or not. */
  Buffer end() {
    Buffer out = Buffer.buffer();
    if (!usageTold) {
      tell(new Delta.Usage(spent), out);
    }
    return out.appendBytes(front.done());
  }

  private void tell(Delta delta, Buffer out) {
    if (delta instanceof Delta.End) {
      if (ended) {
        return;
      }
      ended = true;
    } else if (delta instanceof Delta.Usage usage) {
      spent = usage.spent();
      usageTold = ended;
    }
    writer.apply(delta).forEach(said -> out.appendBytes(front.event(said)));
  }
}
