package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Function;

/**
 * Writes one streamed chat completion, a chunk for each delta. The usage, if it was asked for, is
 * the first that is told after the end: there must be only one chunk of it, the last.
 */
final class ChatStreamWriter implements Function<Delta, List<ObjectNode>> {

  private static final TextNode OBJECT = TextNode.valueOf("chat.completion.chunk");

  private final boolean wantsUsage;
  private final long created;
  private TextNode id;
  private TextNode model = TextNode.valueOf("");
  private boolean refused;
  private boolean ended;
  private boolean told;

  ChatStreamWriter(ObjectNode body, long created) {
    this.wantsUsage = wantsUsage(body);
    this.created = created;
    this.id = TextNode.valueOf(Ids.with(ChatAnswerWriter.PREFIX, "", created));
  }

  /** Whether the caller wants to be told the usage of a stream. */
  static boolean wantsUsage(ObjectNode body) {
    return body.path("stream_options").path("include_usage").booleanValue();
  }

  @Override
  public List<ObjectNode> apply(Delta delta) {
    if (delta instanceof Delta.Text text) {
      return said("content", text.text());
    }
    if (delta instanceof Delta.Thought thought) {
      return said("reasoning_content", thought.text());
    }
    if (delta instanceof Delta.Arguments more) {
      return List.of(arguments(more));
    }
    if (delta instanceof Delta.Refusal refusal) {
      refused = true;
      return said("refusal", refusal.text());
    }
    if (delta instanceof Delta.Call call) {
      return List.of(call(call));
    }
    if (delta instanceof Delta.Start start) {
      return List.of(start(start));
    }
    if (delta instanceof Delta.End end) {
      return List.of(end(end));
    }
    if (delta instanceof Delta.Usage usage) {
      return usage(usage);
    }
    return delta instanceof Delta.Media media ? media(media.media()) : List.of();
  }

  private ObjectNode start(Delta.Start start) {
    id = TextNode.valueOf(Ids.with(ChatAnswerWriter.PREFIX, start.id(), created));
    model = TextNode.valueOf(start.model());
    return chunk(Json.object().put("role", "assistant").put("content", ""), NullNode.instance);
  }

  private List<ObjectNode> said(String field, String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(chunk(Json.object().put(field, text), NullNode.instance));
  }

  private ObjectNode call(Delta.Call call) {
    ObjectNode delta = Json.object();
    ObjectNode piece = delta.putArray("tool_calls").addObject().put("index", call.index());
    piece.put("id", call.id()).put("type", "function");
    piece.putObject("function").put("name", call.name()).put("arguments", "");
    return chunk(delta, NullNode.instance);
  }

  private ObjectNode arguments(Delta.Arguments more) {
    ObjectNode delta = Json.object();
    ObjectNode piece = delta.putArray("tool_calls").addObject().put("index", more.index());
    piece.putObject("function").put("arguments", more.json());
    return chunk(delta, NullNode.instance);
  }

  private List<ObjectNode> media(Part.Media media) {
    ObjectNode delta = Json.object();
    if (media.kind() == Part.Media.Kind.IMAGE) {
      DataUrl.of(media).ifPresent(url -> delta.putArray("images").add(ChatAnswerWriter.image(url)));
    } else {
      media.data().ifPresent(data -> delta.set("audio", ChatAnswerWriter.audio(data)));
    }
    return delta.isEmpty() ? List.of() : List.of(chunk(delta, NullNode.instance));
  }

  private ObjectNode end(Delta.End end) {
    ended = true;
    String reason = ChatFinish.write(end.finish(), refused);
    ObjectNode chunk = chunk(Json.object(), TextNode.valueOf(reason));
    end.stopSequence()
        .ifPresent(
            text -> Answers.object(chunk.path("choices").path(0), "").put("stop_reason", text));
    return chunk;
  }

  private List<ObjectNode> usage(Delta.Usage usage) {
    if (!wantsUsage || !ended || told) {
      return List.of();
    }
    told = true;
    ObjectNode chunk = head();
    chunk.putArray("choices");
    chunk.set("usage", Spending.CHAT.write(usage.spent()));
    return List.of(chunk);
  }

  private ObjectNode chunk(ObjectNode delta, JsonNode finish) {
    ObjectNode chunk = head();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.set("finish_reason", finish);
    return chunk;
  }

  private ObjectNode head() {
    ObjectNode chunk = Json.object();
    chunk.set("id", id);
    chunk.set("object", OBJECT);
    chunk.put("created", created);
    chunk.set("model", model);
    return chunk;
  }
}
