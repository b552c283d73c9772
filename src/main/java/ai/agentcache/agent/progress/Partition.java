package ai.agentcache.agent.progress;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One of the streams in which updates wait, and the keys beside it. All updates of a user are in
 * one partition, so they keep their order; all keys of a partition are in one hash slot.
 *
 * @param number from 0
 */
record Partition(int number) {

  /** Never changed: updates that wait would not be found any more. */
  static final int COUNT = 8;

  static Partition of(UserKey user) {
    return new Partition((digest(user.tenant(), user.userId())[0] & 0xff) % COUNT);
  }

  /** The partition of a batch, if the id may be one of a batch. */
  static OptionalInt ofBatch(String batchId) {
    if (batchId.length() != 38 || batchId.charAt(1) != '-') {
      return OptionalInt.empty();
    }
    int number = batchId.charAt(0) - '0';
    return number < 0 || number >= COUNT ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** An id for a batch that does not exist yet. */
  String newBatchId() {
    return number + "-" + UUID.randomUUID();
  }

  String stream() {
    return "agentcache:agent:progress:{" + number + "}";
  }

  String deadLetters() {
    return stream() + ":dead";
  }

  /** Where the open batch of a user and type is. */
  String openBatch(UserKey user, String type) {
    return stream() + ":open:" + hex(user.tenant(), user.userId(), type);
  }

  /** Where an update id of a user is remembered. */
  String updateId(UserKey user, String updateId) {
    return stream() + ":id:" + hex(user.tenant(), user.userId(), updateId);
  }

  /** Where it is noted when a user was erased. */
  String erased(UserKey user) {
    return stream() + ":erased:" + hex(user.tenant(), user.userId());
  }

  /** What the key of a batch begins with. */
  String batches() {
    return stream() + ":batch:";
  }

  /** Neither tenants nor users have a slash in their ids. */
  private static String hex(String... parts) {
    return HexFormat.of().formatHex(digest(parts));
  }

  private static byte[] digest(String... parts) {
    return sha256(String.join("/", parts).getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
