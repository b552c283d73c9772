package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Writes the parts of a prompt as content blocks. */
final class BlockWriter {

  private BlockWriter() {}

  static ObjectNode block(Part part) {
    if (part instanceof Part.Text text) {
      return text(text.text());
    }
    if (part instanceof Part.Refusal refusal) {
      return text(refusal.text());
    }
    if (part instanceof Part.Media media) {
      return media(media);
    }
    if (part instanceof Part.ToolCall call) {
      return call(call);
    }
    if (part instanceof Part.ToolResult result) {
      return result(result);
    }
    return thought((Part.Thought) part);
  }

  private static ObjectNode text(String text) {
    return of("text").put("text", text);
  }

  private static ObjectNode of(String type) {
    return Json.object().put("type", type);
  }

  /** Only a redacted thought has nothing but its seal. */
  private static ObjectNode thought(Part.Thought thought) {
    String seal = thought.seal().orElse("");
    return thought.encrypted() && thought.text().isEmpty()
        ? of("redacted_thinking").put("data", seal)
        : of("thinking").put("thinking", thought.text()).put("signature", seal);
  }

  private static ObjectNode call(Part.ToolCall call) {
    ObjectNode block = of("tool_use").put("id", call.id()).put("name", call.name());
    block.set("input", input(call));
    return block;
  }

  private static ObjectNode input(Part.ToolCall call) {
    if (call.arguments().isBlank()) {
      return Json.object();
    }
    try {
      if (Json.parse(call.arguments().getBytes(StandardCharsets.UTF_8))
          instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw wrong("must have a JSON object as arguments of each tool call");
    }
    throw wrong("must have a JSON object as arguments of each tool call");
  }

  private static ApiException wrong(String expectation) {
    return ApiException.field("messages", expectation);
  }

  private static ObjectNode result(Part.ToolResult result) {
    ObjectNode block = of("tool_result").put("tool_use_id", result.callId());
    List<Part> content = result.content();
    if (content.size() == 1 && content.get(0) instanceof Part.Text text) {
      block.put("content", text.text());
    } else if (!content.isEmpty()) {
      ArrayNode blocks = block.putArray("content");
      content.forEach(part -> blocks.add(block(part)));
    }
    if (result.error()) {
      block.put("is_error", true);
    }
    return block;
  }

  static ObjectNode media(Part.Media media) {
    return switch (media.kind()) {
      case IMAGE -> {
        ObjectNode block = of("image");
        block.set("source", source(media));
        yield block;
      }
      case DOCUMENT -> {
        ObjectNode block = of("document");
        block.set("source", document(media));
        media.name().ifPresent(name -> block.put("title", name));
        yield block;
      }
      case AUDIO -> throw wrong("must have no sound: this model does not hear");
    };
  }

  private static ObjectNode source(Part.Media media) {
    Optional<String> data = media.data();
    if (data.isEmpty()) {
      String url =
          media
              .url()
              .orElseThrow(() -> wrong("must have data or a URL in each image and document"));
      return of("url").put("url", url);
    }
    String type =
        media.mediaType().orElseThrow(() -> wrong("must name the type of each image and document"));
    return of("base64").put("media_type", type).put("data", data.get());
  }

  private static ObjectNode document(Part.Media media) {
    String type = media.mediaType().orElse("application/pdf");
    if (media.data().isPresent() && type.startsWith("text/")) {
      return of("text").put("media_type", "text/plain").put("data", decoded(media.data().get()));
    }
    if (!type.equals("application/pdf")) {
      throw wrong("must have no documents but PDF and text: this model reads no " + shown(type));
    }
    return source(
        new Part.Media(
            media.kind(), Optional.of(type), media.data(), media.url(), Optional.empty()));
  }

  private static String shown(String type) {
    return type.matches("[a-z0-9.+/-]{1,80}") ? type : "others";
  }

  private static String decoded(String data) {
    try {
      return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong("must have base64 as data of each document");
    }
  }
}
