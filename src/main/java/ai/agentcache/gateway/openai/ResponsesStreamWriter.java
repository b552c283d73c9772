package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes one streamed response. Calls stay open to the end, for their arguments may come in turns.
 * The last event has the usage in it: it is written with the first usage told after the end.
 */
final class ResponsesStreamWriter implements Function<Delta, List<ObjectNode>> {

  /** A call that is being told. */
  private record OpenCall(int output, Delta.Call begun, StringBuilder arguments) {}

  private final long created;
  private final ResponsesEvents events = new ResponsesEvents();
  private final Map<Integer, OpenCall> calls = new HashMap<>();
  private final TreeMap<Integer, ObjectNode> done = new TreeMap<>();
  private ObjectNode response;
  private OutputItems items;
  private @Nullable OpenItem open;
  private Optional<String> seal = Optional.empty();
  private Optional<Delta.End> end = Optional.empty();
  private boolean refused;
  private boolean finished;
  private int count;

  ResponsesStreamWriter(long created) {
    this.created = created;
    String id = OutputItems.responseId("", created);
    this.response = ResponsesAnswerWriter.response(id, "", created);
    this.items = new OutputItems(id);
  }

  @Override
  public List<ObjectNode> apply(Delta delta) {
    if (delta instanceof Delta.Text text) {
      say(SpokenPart.TEXT, text.text());
    } else if (delta instanceof Delta.Arguments more) {
      argue(more);
    } else if (delta instanceof Delta.Thought thought) {
      think(thought);
    } else if (delta instanceof Delta.Refusal refusal) {
      refused = true;
      say(SpokenPart.REFUSAL, refusal.text());
    } else if (delta instanceof Delta.Call call) {
      begin(call);
    } else if (delta instanceof Delta.Start start) {
      start(start);
    } else if (delta instanceof Delta.End last) {
      end(last);
    } else if (delta instanceof Delta.Usage usage) {
      finish(usage);
    } else if (delta instanceof Delta.Media media) {
      show(media.media());
    }
    return events.take();
  }

  private void start(Delta.Start start) {
    String id = OutputItems.responseId(start.id(), created);
    response = ResponsesAnswerWriter.response(id, start.model(), created);
    items = new OutputItems(id);
    events.response("response.created", response.deepCopy());
    events.response("response.in_progress", response.deepCopy());
  }

  private void say(SpokenPart kind, String piece) {
    if (piece.isEmpty()) {
      return;
    }
    OpenItem item = open;
    if (item == null || !item.isMessage()) {
      closeOpen();
      item = message();
      open = item;
    }
    item.say(kind, piece);
  }

  /** A sealed thought is whole; what comes then is another. */
  private void think(Delta.Thought thought) {
    OpenItem item = open;
    if (item == null || item.isMessage() || seal.isPresent()) {
      closeOpen();
      item = reasoning(thought.encrypted());
      open = item;
    }
    if (!thought.text().isEmpty()) {
      item.say(SpokenPart.SUMMARY, thought.text());
    }
    seal = thought.seal().filter(any -> thought.encrypted());
  }

  private OpenItem message() {
    ArrayNode content = Json.object().arrayNode();
    return new OpenItem(events, count, items.message(count++, OutputItems.BEGUN, content), content);
  }

  /** A thought; that it is encrypted is known from the beginning, its encrypted form is not. */
  private OpenItem reasoning(boolean encrypted) {
    Optional<String> announced = encrypted ? Optional.of("") : Optional.empty();
    ObjectNode item = items.reasoning(count, "", announced);
    return new OpenItem(events, count++, item, item.withArray("summary"));
  }

  private void closeOpen() {
    OpenItem item = open;
    if (item != null) {
      done.put(item.output(), item.end(seal));
      seal = Optional.empty();
      open = null;
    }
  }

  private void begin(Delta.Call call) {
    closeOpen();
    OpenCall begun = new OpenCall(count++, call, new StringBuilder());
    calls.put(call.index(), begun);
    events.begin(begun.output, item(begun, OutputItems.BEGUN));
  }

  private void argue(Delta.Arguments more) {
    OpenCall call = calls.get(more.index());
    if (call != null) {
      call.arguments.append(more.json());
      events
          .within("response.function_call_arguments.delta", call.output, id(call))
          .put("delta", more.json());
    }
  }

  private ObjectNode item(OpenCall call, String status) {
    return items.call(
        call.output,
        status,
        new Part.ToolCall(call.begun.id(), call.begun.name(), call.arguments.toString()));
  }

  private ObjectNode id(OpenCall call) {
    return items.id(call.output);
  }

  private void show(Part.Media media) {
    closeOpen();
    if (media.kind() == Part.Media.Kind.IMAGE && media.data().isPresent()) {
      ObjectNode image = items.image(count, media.data().get());
      events.begin(count, image);
      events.end(count, image);
      done.put(count++, image);
    }
  }

  private void end(Delta.End last) {
    closeOpen();
    for (OpenCall call : calls.values()) {
      ObjectNode whole = item(call, OutputItems.DONE);
      events
          .within("response.function_call_arguments.done", call.output, whole)
          .put("name", call.begun.name())
          .put("arguments", call.arguments.toString());
      events.end(call.output, whole);
      done.put(call.output, whole);
    }
    calls.clear();
    end = Optional.of(last);
  }

  private void finish(Delta.Usage usage) {
    if (finished || end.isEmpty()) {
      return;
    }
    finished = true;
    ResponsesFinish.write(response, end.get().finish(), refused);
    response.putArray("output").addAll(done.values());
    response.set("usage", Spending.RESPONSES.write(usage.spent()));
    events.response("response." + response.path("status").asText(), response);
  }
}
