package ai.agentcache.upload.dedup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The SHA-256 of every chunk of a known file, against which a proof of possession is checked: for
 * each chunk that is asked for the HMAC-SHA-256 of its SHA-256 (32 bytes), keyed with the nonce (as
 * UTF-8), in hex. It cannot be made in advance and cannot be used again.
 */
final class ChunkHashes {

  private static final int LENGTH = 32;

  private final long chunkSize;
  private final byte[] hashes;

  /**
   * @param chunkSize bytes of each chunk but the last
   * @param hashes one after the other; not copied
   */
  ChunkHashes(long chunkSize, byte[] hashes) {
    this.chunkSize = chunkSize;
    this.hashes = hashes;
  }

  /** Bytes of each chunk but the last. */
  long chunkSize() {
    return chunkSize;
  }

  /** How many chunks there are. */
  int count() {
    return hashes.length / LENGTH;
  }

  /** Whether these are the answers to that challenge. */
  boolean isProvenBy(Challenge challenge, List<String> answers) {
    if (answers.size() != challenge.chunks().size()) {
      return false;
    }
    boolean proven = true;
    for (int i = 0; i < answers.size(); i++) {
      byte[] expected = answer(challenge.nonce(), challenge.chunks().get(i));
      proven &= MessageDigest.isEqual(expected, bytes(answers.get(i)));
    }
    return proven;
  }

  private byte[] answer(String nonce, int chunk) {
    return answer(nonce, Arrays.copyOfRange(hashes, chunk * LENGTH, (chunk + 1) * LENGTH));
  }

  /** What proves that one knows the SHA-256 of a chunk. */
  static byte[] answer(String nonce, byte[] sha256) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(nonce.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(sha256);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String hex) {
    return hex.matches("[0-9a-fA-F]{64}") ? HexFormat.of().parseHex(hex) : new byte[0];
  }
}
