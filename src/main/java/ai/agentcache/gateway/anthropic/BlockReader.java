package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads content blocks. Blocks of types that are not known here stay in the source of the prompt
 * only: see {@link ServerTools}.
 *
 * @param place who says them, for errors
 * @param allowed the types of blocks that belong there
 */
record BlockReader(String place, Set<String> allowed) {

  /** The types that have a meaning in every dialect. */
  static final Set<String> KNOWN =
      Set.of(
          "text", "image", "document", "tool_use", "tool_result", "thinking", "redacted_thinking");

  static final BlockReader SYSTEM = new BlockReader("the system prompt", Set.of("text"));

  private static final BlockReader USER =
      new BlockReader("a user turn", Set.of("text", "image", "document", "tool_result"));

  private static final BlockReader ASSISTANT =
      new BlockReader(
          "an assistant turn",
          Set.of("text", "image", "document", "tool_use", "thinking", "redacted_thinking"));

  private static final BlockReader RESULT =
      new BlockReader("a tool result", Set.of("text", "image", "document"));

  static BlockReader of(Turn.Role role) {
    return switch (role) {
      case SYSTEM -> SYSTEM;
      case USER -> USER;
      case ASSISTANT -> ASSISTANT;
    };
  }

  /** The parts of a content: a string or an array of blocks. */
  List<Part> parts(JsonNode content, String path) {
    if (content.isTextual()) {
      String text = content.textValue();
      return text.isEmpty() ? List.of() : List.of(new Part.Text(text));
    }
    if (!(content instanceof ArrayNode blocks)) {
      throw ApiException.field(path, "must be a string or an array of blocks");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      add(Fields.of(blocks.path(i), Fields.at(path, i)), parts);
    }
    return parts;
  }

  private void add(Fields block, List<Part> parts) {
    String type = block.text("type");
    if (!allowed.contains(type) && (KNOWN.contains(type) || equals(SYSTEM))) {
      throw block.wrong("type", "must not be `" + type + "` in " + place);
    }
    block.inner("cache_control");
    switch (type) {
      case "text" -> parts.add(new Part.Text(block.anyText("text")));
      case "image" -> image(block).ifPresent(parts::add);
      case "document" -> parts.addAll(document(block));
      case "tool_use" -> parts.add(call(block));
      case "tool_result" -> parts.add(result(block));
      case "thinking" -> parts.add(thought(block));
      case "redacted_thinking" ->
          parts.add(new Part.Thought("", Optional.of(block.text("data")), true));
      default -> {
        // Stays in the source.
      }
    }
  }

  private static Optional<Part> image(Fields block) {
    Fields source = block.requiredInner("source");
    return switch (source.text("type")) {
      case "base64" -> Optional.of(data(source, Part.Media.Kind.IMAGE, Optional.empty()));
      case "url" -> Optional.of(url(source, Part.Media.Kind.IMAGE, Optional.empty()));
      case "file" -> Optional.empty();
      default -> throw source.wrong("type", "must be one of base64, file, url");
    };
  }

  private static List<Part> document(Fields block) {
    Optional<String> title = block.optionalText("title");
    block.optionalText("context");
    block.inner("citations").ifPresent(citations -> citations.flag("enabled"));
    Fields source = block.requiredInner("source");
    return switch (source.text("type")) {
      case "base64" -> List.of(data(source, Part.Media.Kind.DOCUMENT, title));
      case "url" -> List.of(url(source, Part.Media.Kind.DOCUMENT, title));
      case "text" -> List.of(plain(source, title));
      case "content" -> RESULT.parts(source.required("content", "blocks"), source.at("content"));
      case "file" -> List.of();
      default -> throw source.wrong("type", "must be one of base64, content, file, text, url");
    };
  }

  private static Part data(Fields source, Part.Media.Kind kind, Optional<String> name) {
    Optional<String> mediaType = Optional.of(source.text("media_type"));
    Optional<String> data = Optional.of(source.text("data"));
    return new Part.Media(kind, mediaType, data, Optional.empty(), name);
  }

  private static Part url(Fields source, Part.Media.Kind kind, Optional<String> name) {
    Optional<String> url = Optional.of(source.text("url"));
    return new Part.Media(kind, Optional.empty(), Optional.empty(), url, name);
  }

  private static Part plain(Fields source, Optional<String> name) {
    byte[] text = source.text("data").getBytes(StandardCharsets.UTF_8);
    Optional<String> data = Optional.of(Base64.getEncoder().encodeToString(text));
    return new Part.Media(
        Part.Media.Kind.DOCUMENT, Optional.of("text/plain"), data, Optional.empty(), name);
  }

  private static Part call(Fields block) {
    String id = block.text("id");
    String name = block.text("name");
    return new Part.ToolCall(id, name, block.requiredInner("input").object().toString());
  }

  private static Part result(Fields block) {
    String callId = block.text("tool_use_id");
    boolean error = block.flag("is_error").orElse(false);
    List<Part> content =
        block
            .given("content")
            .map(value -> RESULT.parts(value, block.at("content")))
            .orElse(List.of());
    return new Part.ToolResult(callId, content, error);
  }

  private static Part thought(Fields block) {
    String text = block.anyText("thinking");
    Optional<String> seal =
        block
            .given("signature")
            .map(value -> block.anyText("signature"))
            .filter(signature -> !signature.isEmpty());
    return new Part.Thought(text, seal, false);
  }
}
