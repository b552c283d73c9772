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
 * Writes turns as the items of an input. Thoughts go back only encrypted: OpenAI takes no others
 * from anyone.
 */
final class ResponsesTurnWriter {

  private final ArrayNode items;

  ResponsesTurnWriter(ArrayNode items) {
    this.items = items;
  }

  void write(Turn turn) {
    switch (turn.role()) {
      case SYSTEM -> message("system", turn.parts());
      case USER -> user(turn.parts());
      case ASSISTANT -> assistant(turn.parts());
    }
  }

  private void user(List<Part> parts) {
    List<Part> said = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        ObjectNode item = items.addObject().put("type", "function_call_output");
        item.put("call_id", result.callId());
        boolean silent = result.content().isEmpty() && result.error();
        say(item, "output", silent ? List.of(new Part.Text("error")) : result.content());
      } else {
        said.add(part);
      }
    }
    if (!said.isEmpty() || parts.isEmpty()) {
      message("user", said);
    }
  }

  private void message(String role, List<Part> parts) {
    say(items.addObject().put("type", "message").put("role", role), "content", parts);
  }

  private static void say(ObjectNode item, String field, List<Part> parts) {
    if (parts.isEmpty()) {
      item.put(field, "");
    } else if (parts.size() == 1 && parts.get(0) instanceof Part.Text text) {
      item.put(field, text.text());
    } else {
      ArrayNode content = item.putArray(field);
      parts.forEach(part -> content.add(input(part)));
    }
  }

  private void assistant(List<Part> parts) {
    ArrayNode content = Json.object().arrayNode();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        content.add(OutputItems.text(text.text()));
      } else if (part instanceof Part.Refusal refusal) {
        content.add(OutputItems.refusal(refusal.text()));
      } else {
        endMessage(content);
        content = content.arrayNode();
        item(part);
      }
    }
    endMessage(content);
  }

  private void endMessage(ArrayNode content) {
    if (!content.isEmpty()) {
      items.addObject().put("type", "message").put("role", "assistant").set("content", content);
    }
  }

  private void item(Part part) {
    if (part instanceof Part.ToolCall call) {
      ObjectNode item = items.addObject().put("type", "function_call");
      item.put("call_id", call.id()).put("name", call.name()).put("arguments", call.arguments());
    } else if (part instanceof Part.Thought thought && thought.encrypted()) {
      ObjectNode item = items.addObject().put("type", "reasoning");
      OutputItems.summarize(item, thought.text());
      thought.seal().ifPresent(seal -> item.put("encrypted_content", seal));
    }
  }

  private static ObjectNode input(Part part) {
    if (part instanceof Part.Text text) {
      return Json.object().put("type", "input_text").put("text", text.text());
    }
    if (part instanceof Part.Media media) {
      return media(media)
          .orElseThrow(
              () -> ApiException.field("input", "has media with neither data nor URL nor id"));
    }
    throw ApiException.field(
        "input", "has a " + part.getClass().getSimpleName() + " where it cannot be said");
  }

  private static Optional<ObjectNode> media(Part.Media media) {
    return switch (media.kind()) {
      case IMAGE -> image(media);
      case AUDIO -> MediaParts.audio(media);
      case DOCUMENT -> file(media);
    };
  }

  private static Optional<ObjectNode> image(Part.Media media) {
    ObjectNode part = Json.object().put("type", "input_image");
    Optional<String> url = DataUrl.of(media);
    if (url.isEmpty()) {
      return media.name().map(id -> part.put("file_id", id));
    }
    media.name().ifPresent(detail -> part.put("detail", detail));
    return Optional.of(part.put("image_url", url.get()));
  }

  private static Optional<ObjectNode> file(Part.Media media) {
    ObjectNode part = Json.object().put("type", "input_file");
    if (media.url().isPresent()) {
      media.name().ifPresent(name -> part.put("filename", name));
      return Optional.of(part.put("file_url", media.url().get()));
    }
    return media.data().isPresent()
        ? DataUrl.of(media)
            .map(url -> part.put("filename", MediaParts.fileName(media)).put("file_data", url))
        : media.name().map(id -> part.put("file_id", id));
  }
}
