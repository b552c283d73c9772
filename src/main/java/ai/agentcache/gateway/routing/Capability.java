package ai.agentcache.gateway.routing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something that a model can do, and a prompt may need. */
public enum Capability {
  /** Answers text. */
  TEXT,
  /** Sees images. */
  IMAGES,
  /** Reads documents such as PDF. */
  DOCUMENTS,
  /** Hears. */
  AUDIO,
  /** Asks for tools. */
  TOOLS,
  /** Answers in JSON when told to. */
  JSON,
  /** Keeps to a JSON Schema. */
  SCHEMA,
  /** Thinks before it answers. */
  REASONING,
  /** Takes a temperature and its kind; some accept nothing but the default. */
  SAMPLING,
  /** Makes vectors of texts. */
  EMBEDDINGS;

  /** The word in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that word. */
  static Optional<Capability> of(String label) {
    return Arrays.stream(values())
        .filter(capability -> capability.label().equals(label.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** All words, for people. */
  static String labels() {
    return Arrays.stream(values())
        .map(capability -> "`" + capability.label() + "`")
        .collect(Collectors.joining(", "));
  }
}
