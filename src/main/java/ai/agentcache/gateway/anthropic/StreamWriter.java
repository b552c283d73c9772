package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Spent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a streamed answer, each delta at once. Blocks come one after another in this dialect: what
 * comes while the arguments of a call are still incomplete, such as a second call told in turns
 * with it, waits for their end. The last events wait for the usage that follows the end. For one
 * answer; not thread-safe.
 */
final class StreamWriter implements Function<Delta, List<ObjectNode>> {

  private enum Kind {
    NONE,
    TEXT,
    REFUSAL,
    THINKING,
    CALL
  }

  private List<ObjectNode> events = new ArrayList<>();
  private List<Delta> waiting = new ArrayList<>();
  private Kind open = Kind.NONE;
  private int index;
  private int call = -1;
  private JsonEnd arguments = new JsonEnd();
  private Optional<Delta.End> end = Optional.empty();
  private boolean done;

  @Override
  public List<ObjectNode> apply(Delta delta) {
    events = new ArrayList<>();
    if (delta instanceof Delta.End last) {
      finish(last);
    } else if (delta instanceof Delta.Usage usage) {
      if (end.isPresent() && !done) {
        stop(end.get(), usage.spent());
      }
    } else {
      write(delta);
    }
    return events;
  }

  private void write(Delta delta) {
    if (delta instanceof Delta.Arguments more && open == Kind.CALL && more.index() == call) {
      argue(more.json());
    } else if (open == Kind.CALL && !arguments.isReached()) {
      waiting.add(delta);
    } else if (delta instanceof Delta.Start start) {
      start(start);
    } else if (delta instanceof Delta.Text text) {
      say(Kind.TEXT, text.text());
    } else if (delta instanceof Delta.Refusal refusal) {
      say(Kind.REFUSAL, refusal.text());
    } else if (delta instanceof Delta.Thought thought) {
      think(thought);
    } else if (delta instanceof Delta.Call next) {
      call(next);
    } else if (delta instanceof Delta.Media media) {
      close();
      whole(BlockWriter.media(media.media()));
    } else if (delta instanceof Delta.Arguments late && !late.json().isBlank()) {
      throw new MalformedAnswerException("arguments of a call that has ended");
    }
  }

  private void start(Delta.Start start) {
    ObjectNode message = event("message_start").putObject("message");
    message.put("id", id(start.id())).put("type", "message").put("role", "assistant");
    message.put("model", start.model());
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", Usage.write(Spent.UNKNOWN));
  }

  private static String id(String id) {
    return id.startsWith("msg_") ? id : "msg_" + id;
  }

  private void say(Kind kind, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (open != kind) {
      begin(kind, block("text").put("text", ""));
    }
    delta("text_delta").put("text", text);
  }

  /** A seal ends a thought; a thought without one gets an empty signature. */
  private void think(Delta.Thought thought) {
    if (thought.encrypted() && thought.text().isEmpty()) {
      close();
      whole(block("redacted_thinking").put("data", thought.seal().orElse("")));
      return;
    }
    if (open != Kind.THINKING) {
      begin(Kind.THINKING, block("thinking").put("thinking", "").put("signature", ""));
    }
    if (!thought.text().isEmpty()) {
      delta("thinking_delta").put("thinking", thought.text());
    }
    if (thought.seal().isPresent()) {
      delta("signature_delta").put("signature", thought.seal().get());
      close();
    }
  }

  private void call(Delta.Call next) {
    ObjectNode block = block("tool_use").put("id", next.id()).put("name", next.name());
    block.putObject("input");
    begin(Kind.CALL, block);
    call = next.index();
    arguments = new JsonEnd();
  }

  private void argue(String json) {
    if (json.isEmpty()) {
      return;
    }
    delta("input_json_delta").put("partial_json", json);
    arguments.read(json);
    if (arguments.isReached()) {
      release();
    }
  }

  /** Writes what waited, as far as it need not wait for another call. */
  private void release() {
    List<Delta> released = waiting;
    waiting = new ArrayList<>();
    released.forEach(this::write);
  }

  private void finish(Delta.End last) {
    end = Optional.of(last);
    while (!waiting.isEmpty()) {
      close();
      release();
    }
    close();
  }

  private void stop(Delta.End last, Spent spent) {
    done = true;
    Finish finish = last.finish();
    ObjectNode event = event("message_delta");
    ObjectNode delta = event.putObject("delta");
    delta.put("stop_reason", Stop.write(finish, last.stopSequence()));
    delta.put("stop_sequence", last.stopSequence().orElse(null));
    event.set("usage", Usage.write(spent));
    event("message_stop");
  }

  private void whole(ObjectNode block) {
    begin(Kind.NONE, block);
    event("content_block_stop").put("index", index++);
  }

  private void begin(Kind kind, ObjectNode block) {
    close();
    event("content_block_start").put("index", index).set("content_block", block);
    open = kind;
  }

  private void close() {
    if (open != Kind.NONE) {
      event("content_block_stop").put("index", index++);
      open = Kind.NONE;
    }
  }

  private ObjectNode event(String type) {
    ObjectNode event = Json.object().put("type", type);
    events.add(event);
    return event;
  }

  private ObjectNode delta(String type) {
    return event("content_block_delta").put("index", index).putObject("delta").put("type", type);
  }

  private static ObjectNode block(String type) {
    return Json.object().put("type", type);
  }
}
