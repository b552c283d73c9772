package ai.agentcache.upload.dedup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which chunks of a file a caller has to know the hashes of.
 *
 * @param nonce good for one proof
 * @param fileId which file
 * @param userId who has to prove it
 * @param chunks indexes of chunks
 */
record Challenge(String nonce, UUID fileId, String userId, List<Integer> chunks) {

  private static final int NONCE_BYTES = 24;

  /** A new one: so many different chunks at random, all of them if there are fewer. */
  static Challenge of(
      UUID fileId, String userId, ChunkHashes hashes, int most, RandomGenerator random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    List<Integer> chunks =
        hashes.count() <= most
            ? IntStream.range(0, hashes.count()).boxed().toList()
            : random.ints(0, hashes.count()).distinct().limit(most).sorted().boxed().toList();
    return new Challenge(HexFormat.of().formatHex(nonce), fileId, userId, chunks);
  }

  /** As it is kept. */
  String encode() {
    return new JsonObject()
        .put("file", fileId.toString())
        .put("user", userId)
        .put("chunks", new JsonArray(chunks))
        .encode();
  }

  /** As it was kept. */
  static Challenge decode(String nonce, String kept) {
    JsonObject json = new JsonObject(kept);
    List<Integer> chunks =
        json.getJsonArray("chunks").stream().map(index -> ((Number) index).intValue()).toList();
    return new Challenge(
        nonce, UUID.fromString(json.getString("file")), json.getString("user"), chunks);
  }
}
