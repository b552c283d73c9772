package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Part.Media.Kind;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The content of a message: a string, or an array of parts. */
final class ChatContentReader {

  /** The types of part that instructions may have. */
  static final Set<String> TEXT = Set.of("text");

  /** The types of part that a user or tool may send. */
  static final Set<String> INPUT = Set.of("text", "image_url", "input_audio", "file");

  /** The types of part that a model may have said. */
  static final Set<String> OUTPUT = Set.of("text", "refusal");

  private ChatContentReader() {}

  /** The parts of a content that has to be there. */
  static List<Part> required(Fields message, Set<String> allowed) {
    if (!message.has("content")) {
      throw message.missing("content", "a string or an array of parts");
    }
    return optional(message, allowed);
  }

  /** The parts of a content; none when it is absent. */
  static List<Part> optional(Fields message, Set<String> allowed) {
    JsonNode content = message.value("content");
    if (content == null) {
      return List.of();
    }
    if (content.isTextual()) {
      return List.of(new Part.Text(content.textValue()));
    }
    if (!content.isArray()) {
      throw message.wrong("content", "must be a string or an array of parts");
    }
    List<Part> parts = new ArrayList<>(content.size());
    for (Fields part : message.objects("content")) {
      parts.add(part(part, allowed));
    }
    return parts;
  }

  private static Part part(Fields part, Set<String> allowed) {
    String type =
        part.oneOf("type", allowed)
            .orElseThrow(() -> part.missing("type", "the kind of part, such as text"));
    return switch (type) {
      case "text" -> new Part.Text(text(part, "text"));
      case "refusal" -> new Part.Refusal(text(part, "refusal"));
      case "image_url" -> image(part.requiredObject("image_url", "an object with the `url`"));
      case "input_audio" -> MediaParts.audio(part);
      default -> file(part.requiredObject("file", "an object with `file_data` or `file_id`"));
    };
  }

  private static String text(Fields part, String name) {
    return part.text(name).orElseThrow(() -> part.missing(name, "a string"));
  }

  private static Part image(Fields image) {
    return MediaParts.at(Kind.IMAGE, image, "url", MediaParts.detail(image));
  }

  private static Part file(Fields file) {
    Optional<String> id = file.text("file_id");
    if (id.isPresent()) {
      return MediaParts.stored(Kind.DOCUMENT, id.get());
    }
    Optional<String> name = file.text("filename");
    Part.Media media = MediaParts.at(Kind.DOCUMENT, file, "file_data", name);
    if (media.data().isEmpty()) {
      throw ApiException.field(
          file.at("file_data"), "must be data:<media type>;base64,<data>, not a URL");
    }
    return media;
  }
}
