package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes turns as messages of a chat.
 *
 * <p>Results of tools become messages of their own, before what the user says beside them. A result
 * has room for text only; images in it follow in a message of the user that names the call.
 * Thoughts go back only without a seal: a sealed one means something to the provider that sealed
 * it, and those do not speak this dialect.
 */
final class ChatTurnWriter {

  private final ArrayNode messages;

  ChatTurnWriter(ArrayNode messages) {
    this.messages = messages;
  }

  void write(Turn turn) {
    switch (turn.role()) {
      case SYSTEM -> say("system", turn.parts());
      case USER -> user(turn.parts());
      case ASSISTANT -> assistant(turn.parts());
    }
  }

  private void user(List<Part> parts) {
    List<Part> said = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        said.addAll(result(result));
      }
    }
    parts.stream().filter(part -> !(part instanceof Part.ToolResult)).forEach(said::add);
    if (!said.isEmpty() || parts.isEmpty()) {
      say("user", said);
    }
  }

  /** Writes a result, and returns what there was no room for. */
  private List<Part> result(Part.ToolResult result) {
    List<Part> texts = result.content().stream().filter(Part.Text.class::isInstance).toList();
    ObjectNode message = messages.addObject().put("role", "tool");
    message.put("tool_call_id", result.callId());
    if (texts.isEmpty()) {
      message.put("content", result.error() ? "error" : "");
    } else {
      content(message, result.error() ? failed(texts) : texts);
    }
    List<Part> rest = new ArrayList<>();
    result.content().stream().filter(part -> !(part instanceof Part.Text)).forEach(rest::add);
    if (!rest.isEmpty()) {
      rest.add(0, new Part.Text("Result of " + result.callId() + ":"));
    }
    return rest;
  }

  /** That a tool has failed has no field of its own. */
  private static List<Part> failed(List<Part> texts) {
    List<Part> told = new ArrayList<>(texts);
    told.set(0, new Part.Text("Error: " + ((Part.Text) texts.get(0)).text()));
    return told;
  }

  private void say(String role, List<Part> parts) {
    content(messages.addObject().put("role", role), parts);
  }

  private static void content(ObjectNode message, List<Part> parts) {
    if (parts.isEmpty()) {
      message.put("content", "");
    } else if (parts.size() == 1 && parts.get(0) instanceof Part.Text text) {
      message.put("content", text.text());
    } else {
      ArrayNode content = message.putArray("content");
      parts.forEach(part -> content.add(part(part)));
    }
  }

  private void assistant(List<Part> parts) {
    ObjectNode message = messages.addObject().put("role", "assistant");
    List<Part> said = new ArrayList<>();
    StringBuilder thoughts = new StringBuilder();
    List<Part.ToolCall> calls = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.ToolCall call) {
        calls.add(call);
      } else if (part instanceof Part.Thought thought) {
        thoughts.append(thought.seal().isEmpty() ? thought.text() : "");
      } else {
        said.add(part);
      }
    }
    if (said.isEmpty() && !calls.isEmpty()) {
      message.putNull("content");
    } else {
      content(message, said);
    }
    if (!thoughts.isEmpty()) {
      message.put("reasoning_content", thoughts.toString());
    }
    calls(message, calls);
  }

  private static void calls(ObjectNode message, List<Part.ToolCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    ArrayNode array = message.putArray("tool_calls");
    calls.forEach(call -> array.add(call(call)));
  }

  /** A call, as in a whole answer. */
  static ObjectNode call(Part.ToolCall call) {
    ObjectNode node = Json.object().put("id", call.id()).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    return node;
  }

  private static ObjectNode part(Part part) {
    if (part instanceof Part.Text text) {
      return Json.object().put("type", "text").put("text", text.text());
    }
    if (part instanceof Part.Refusal refusal) {
      return Json.object().put("type", "refusal").put("refusal", refusal.text());
    }
    if (part instanceof Part.Media media) {
      return media(media).orElseThrow(() -> unsayable(media));
    }
    throw ApiException.field(
        "messages", "have a " + part.getClass().getSimpleName() + " where it cannot be said");
  }

  private static ApiException unsayable(Part.Media media) {
    return ApiException.field(
        "messages",
        "have media (%s) that this model's provider can only take as base64 data"
            .formatted(media.kind().name()));
  }

  private static Optional<ObjectNode> media(Part.Media media) {
    return switch (media.kind()) {
      case IMAGE -> DataUrl.of(media).map(url -> image(media, url));
      case AUDIO -> MediaParts.audio(media);
      case DOCUMENT -> file(media);
    };
  }

  private static ObjectNode image(Part.Media media, String url) {
    ObjectNode part = Json.object().put("type", "image_url");
    ObjectNode image = part.putObject("image_url").put("url", url);
    media.name().ifPresent(detail -> image.put("detail", detail));
    return part;
  }

  private static Optional<ObjectNode> file(Part.Media media) {
    if (media.url().isPresent()) {
      return Optional.empty();
    }
    ObjectNode part = Json.object().put("type", "file");
    ObjectNode file = part.putObject("file");
    if (media.data().isPresent()) {
      file.put("filename", MediaParts.fileName(media));
      file.put("file_data", DataUrl.of(media).orElseThrow());
    } else {
      file.put("file_id", media.name().orElseThrow(() -> unsayable(media)));
    }
    return Optional.of(part);
  }
}
