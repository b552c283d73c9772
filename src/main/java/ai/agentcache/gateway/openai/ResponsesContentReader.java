package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Part.Media.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an item says, in a field of it: a string, or an array of parts. */
final class ResponsesContentReader {

  /** The types of part that go in. */
  static final Set<String> INPUT = Set.of("input_text", "input_image", "input_file", "input_audio");

  /** The types of part that a model may have said. */
  static final Set<String> OUTPUT = Set.of("output_text", "refusal", "input_text");

  private ResponsesContentReader() {}

  static List<Part> read(Fields item, String field, Set<String> allowed) {
    JsonNode content = item.value(field);
    if (content == null) {
      throw item.missing(field, "a string or an array of parts");
    }
    if (content.isTextual()) {
      return List.of(new Part.Text(content.textValue()));
    }
    if (!content.isArray()) {
      throw item.wrong(field, "must be a string or an array of parts");
    }
    List<Part> parts = new ArrayList<>(content.size());
    for (Fields part : item.objects(field)) {
      parts.add(part(part, allowed));
    }
    return parts;
  }

  private static Part part(Fields part, Set<String> allowed) {
    String type =
        part.oneOf("type", allowed)
            .orElseThrow(() -> part.missing("type", "the kind of part, such as input_text"));
    return switch (type) {
      case "refusal" -> new Part.Refusal(text(part, "refusal"));
      case "input_image" -> image(part);
      case "input_file" -> file(part);
      case "input_audio" -> MediaParts.audio(part);
      default -> new Part.Text(text(part, "text"));
    };
  }

  private static String text(Fields part, String name) {
    return part.text(name).orElseThrow(() -> part.missing(name, "a string"));
  }

  private static Part image(Fields part) {
    Optional<String> detail = MediaParts.detail(part);
    Optional<String> id = part.text("file_id");
    return id.isPresent()
        ? MediaParts.stored(Kind.IMAGE, id.get())
        : MediaParts.at(Kind.IMAGE, part, "image_url", detail);
  }

  private static Part file(Fields part) {
    Optional<String> name = part.text("filename");
    Optional<String> id = part.text("file_id");
    if (id.isPresent()) {
      return MediaParts.stored(Kind.DOCUMENT, id.get());
    }
    return MediaParts.at(
        Kind.DOCUMENT, part, part.has("file_url") ? "file_url" : "file_data", name);
  }
}
