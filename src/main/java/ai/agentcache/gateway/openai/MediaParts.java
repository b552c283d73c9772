package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Part.Media.Kind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Images, files and sounds in requests, as far as both dialects say them alike. What OpenAI stores
 * under an id becomes media that has neither data nor URL, with the id as its name: only OpenAI can
 * use it.
 */
final class MediaParts {

  private static final Pattern FORMAT = Pattern.compile("[a-z0-9]{1,16}");
  private static final Set<String> DETAILS = Set.of("auto", "low", "high", "original");

  private MediaParts() {}

  static Optional<String> detail(Fields fields) {
    return fields.oneOf("detail", DETAILS);
  }

  /** Media at the URL that this field has, which may be a data URL. */
  static Part.Media at(Kind kind, Fields fields, String field, Optional<String> name) {
    String url = fields.requiredText(field, "a URL");
    if (DataUrl.isOne(url)) {
      DataUrl data =
          DataUrl.parse(url)
              .orElseThrow(
                  () -> fields.wrong(field, "must be data:<media type>;base64,<data> or a URL"));
      return new Part.Media(
          kind, data.mediaType(), Optional.of(data.base64()), Optional.empty(), name);
    }
    String lower = url.substring(0, Math.min(8, url.length())).toLowerCase(Locale.ROOT);
    if (!lower.startsWith("https://") && !lower.startsWith("http://")) {
      throw fields.wrong(field, "must be an http, https or data URL");
    }
    return new Part.Media(kind, Optional.empty(), Optional.empty(), Optional.of(url), name);
  }

  /** Media that OpenAI stores under this id. */
  static Part.Media stored(Kind kind, String id) {
    return new Part.Media(
        kind, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(id));
  }

  /** The object of an {@code input_audio} part. */
  static Part.Media audio(Fields part) {
    Fields audio = part.requiredObject("input_audio", "`data` and `format`");
    String data = audio.requiredText("data", "the sound in base64");
    if (!DataUrl.isBase64(data)) {
      throw audio.wrong("data", "must be base64");
    }
    String format = audio.requiredText("format", "wav or mp3");
    if (!FORMAT.matcher(format).matches()) {
      throw audio.wrong("format", "must be the name of a format, such as wav or mp3");
    }
    return new Part.Media(
        Kind.AUDIO,
        Optional.of("audio/" + format),
        Optional.of(data),
        Optional.empty(),
        Optional.empty());
  }

  /** Writes an {@code input_audio} part; empty when there is no data to send. */
  static Optional<ObjectNode> audio(Part.Media media) {
    return media
        .data()
        .map(
            data -> {
              ObjectNode part = Json.object().put("type", "input_audio");
              part.putObject("input_audio").put("data", data).put("format", format(media));
              return part;
            });
  }

  private static String format(Part.Media media) {
    String type = media.mediaType().orElse("audio/wav").toLowerCase(Locale.ROOT);
    String format = type.substring(type.indexOf('/') + 1);
    return switch (format) {
      case "mpeg" -> "mp3";
      case "x-wav", "wave", "vnd.wave" -> "wav";
      default -> format;
    };
  }

  /** OpenAI wants a file to have a name. */
  static String fileName(Part.Media media) {
    return media
        .name()
        .orElseGet(
            () ->
                switch (media.mediaType().orElse("")) {
                  case "application/pdf" -> "document.pdf";
                  case "text/plain" -> "document.txt";
                  default -> "document";
                });
  }
}
