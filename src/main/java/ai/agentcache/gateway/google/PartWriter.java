package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes single parts of a conversation. */
final class PartWriter {

  private PartWriter() {}

  /** Text or media; nothing for what says nothing. */
  static Optional<ObjectNode> part(Part part) {
    if (part instanceof Part.Text text) {
      return text(text.text());
    }
    if (part instanceof Part.Refusal refusal) {
      return text(refusal.text());
    }
    return part instanceof Part.Media media ? Optional.of(media(media)) : Optional.empty();
  }

  private static Optional<ObjectNode> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Json.object().put("text", text));
  }

  private static ObjectNode media(Part.Media media) {
    ObjectNode part = Json.object();
    if (media.data().isPresent()) {
      String type =
          media
              .mediaType()
              .orElseThrow(() -> wrong("must name the type of each image, document and sound"));
      part.putObject("inlineData").put("mimeType", type).put("data", media.data().get());
    } else {
      ObjectNode file = part.putObject("fileData");
      media.mediaType().ifPresent(type -> file.put("mimeType", type));
      file.put(
          "fileUri", media.url().orElseThrow(() -> wrong("must have media with data or a URL")));
    }
    return part;
  }

  static ObjectNode call(Part.ToolCall call) {
    ObjectNode part = Json.object();
    ObjectNode written = part.putObject("functionCall");
    written.put("id", call.id()).put("name", call.name());
    Optional<ObjectNode> arguments =
        call.arguments().isBlank() ? Optional.of(Json.object()) : object(call.arguments());
    written.set(
        "args",
        arguments.orElseThrow(
            () -> wrong("must have a JSON object as arguments of each tool call")));
    return part;
  }

  /** The provider wants an object as result; a text that is none is put into one. */
  static ObjectNode result(Part.ToolResult result, String name) {
    ObjectNode part = Json.object();
    ObjectNode written = part.putObject("functionResponse");
    written.put("id", result.callId()).put("name", name);
    StringBuilder text = new StringBuilder();
    for (Part piece : result.content()) {
      if (piece instanceof Part.Text more) {
        text.append(more.text());
      }
    }
    Optional<ObjectNode> said = result.error() ? Optional.empty() : object(text.toString());
    written.set(
        "response",
        said.orElseGet(
            () -> Json.object().put(result.error() ? "error" : "result", text.toString())));
    return part;
  }

  private static Optional<ObjectNode> object(String json) {
    if (!json.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Json.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ApiException wrong(String expectation) {
    return ApiException.field("messages", expectation);
  }
}
