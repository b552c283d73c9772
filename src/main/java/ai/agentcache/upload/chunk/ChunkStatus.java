package ai.agentcache.upload.chunk;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a client says of a chunk. */
enum ChunkStatus {
  PENDING,
  UPLOADING,
  COMPLETED,
  FAILED;

  /** The status of that name. */
  static Optional<ChunkStatus> named(String name) {
    return Stream.of(values()).filter(status -> status.label().equals(name)).findFirst();
  }

  /** The status whose name begins with that letter. */
  static ChunkStatus ofLetter(char letter) {
    return Stream.of(values())
        .filter(status -> status.letter() == letter)
        .findFirst()
        .orElseThrow();
  }

  /** The name on the wire. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the value of such a chunk begins with. */
  char letter() {
    return label().charAt(0);
  }
}
