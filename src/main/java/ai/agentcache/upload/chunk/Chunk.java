package ai.agentcache.upload.chunk;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one chunk.
 *
 * @param status what its client said last; completed stays
 * @param hash of its content, as reported
 * @param edgeId where it went
 * @param bytes how much of it is there, null when not said
 * @param error why it failed
 * @param at when that was reported, or null when it was put together from the session's prefix
 */
record Chunk(
    ChunkStatus status,
    @Nullable String hash,
    @Nullable String edgeId,
    @Nullable Long bytes,
    @Nullable String error,
    @Nullable Instant at) {

  /** A chunk of the prefix, of which nothing else is left. */
  static final Chunk COMPLETED = new Chunk(ChunkStatus.COMPLETED, null, null, null, null, null);

  /** As it is kept: the letter of its status, then the rest as JSON. */
  String encode() {
    JsonObject rest = new JsonObject();
    put(rest, "h", hash);
    put(rest, "e", edgeId);
    put(rest, "b", bytes);
    put(rest, "x", error);
    put(rest, "t", at == null ? null : at.toEpochMilli());
    return status.letter() + rest.encode();
  }

  private static void put(JsonObject json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /** As it was kept. */
  static Chunk decode(String kept) {
    JsonObject rest = new JsonObject(kept.substring(1));
    return new Chunk(
        ChunkStatus.ofLetter(kept.charAt(0)),
        rest.getString("h"),
        rest.getString("e"),
        rest.getLong("b"),
        rest.getString("x"),
        Optional.ofNullable(rest.getLong("t")).map(Instant::ofEpochMilli).orElse(null));
  }
}
