package ai.agentcache.upload.chunk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The chunks of one session of which anything was reported, by index. */
public final class Chunks {

  private static final Pattern SHA256 = Pattern.compile("(sha256:)?[0-9a-fA-F]{64}");
  private static final int HASH_LENGTH = 32;

  private final int total;
  private final SortedMap<Integer, Chunk> known;

  Chunks(int total, Map<Integer, Chunk> known) {
    this.total = total;
    this.known = new TreeMap<>(known);
  }

  /** When only the completed prefix is known. */
  public static Chunks ofPrefix(int total, int prefix) {
    Map<Integer, Chunk> known = new TreeMap<>();
    IntStream.range(0, prefix).forEach(index -> known.put(index, Chunk.COMPLETED));
    return new Chunks(total, known);
  }

  /** Indexes of the chunks that are not completed: what is to be sent. */
  public List<Integer> missing() {
    return IntStream.range(0, total).filter(index -> !isCompleted(index)).boxed().toList();
  }

  private boolean isCompleted(int index) {
    Chunk chunk = known.get(index);
    return chunk != null && chunk.status() == ChunkStatus.COMPLETED;
  }

  /** The SHA-256 of all chunks, one after the other; none unless each was reported with one. */
  public Optional<byte[]> hashes() {
    byte[] all = new byte[total * HASH_LENGTH];
    for (int index = 0; index < total; index++) {
      Chunk chunk = known.get(index);
      String hash = chunk == null ? null : chunk.hash();
      if (hash == null || !SHA256.matcher(hash).matches()) {
        return Optional.empty();
      }
      String digits = hash.substring(hash.length() - 2 * HASH_LENGTH).toLowerCase(Locale.ROOT);
      System.arraycopy(HexFormat.of().parseHex(digits), 0, all, index * HASH_LENGTH, HASH_LENGTH);
    }
    return Optional.of(all);
  }

  /** As the API tells them: in the order of their indexes. */
  JsonArray json() {
    JsonArray list = new JsonArray();
    known.forEach((index, chunk) -> list.add(json(index, chunk)));
    return list;
  }

  private static JsonObject json(int index, Chunk chunk) {
    return new JsonObject()
        .put("chunkIndex", index)
        .put("status", chunk.status().label())
        .put("chunkHash", chunk.hash())
        .put("edgeId", chunk.edgeId())
        .put("bytesUploaded", chunk.bytes())
        .put("errorMessage", chunk.error())
        .put("updatedAt", chunk.at());
  }
}
