package ai.agentcache.upload.dedup;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import ai.agentcache.upload.plan.TransferStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The question whether a file is known.
 *
 * @param hash of which content
 * @param userId who asks
 * @param fileName the user's name for it
 * @param fileSize bytes
 * @param proof the answers to an earlier challenge
 */
record DuplicateCheck(
    FileHash hash,
    String userId,
    @Nullable String fileName,
    @Nullable Long fileSize,
    @Nullable Proof proof) {

  static final int LONGEST_HASH = 256;
  static final int LONGEST_USER = 128;
  static final int LONGEST_NAME = 512;
  private static final int LONGEST_NONCE = 64;
  private static final int MOST_ANSWERS = 256;

  /**
   * A proof of possession.
   *
   * @param nonce of the challenge
   * @param hashes the answers, in the order of the chunks
   */
  record Proof(String nonce, List<String> hashes) {}

  /** Reads the body of a request; fails with {@link ApiException}. */
  static DuplicateCheck parse(byte @Nullable [] body) {
    JsonFields fields = JsonFields.parse(body);
    JsonFields proof = fields.optionalObject("proof");
    return new DuplicateCheck(
        FileHash.of(fields.text("fileHash", LONGEST_HASH)),
        fields.text("userId", LONGEST_USER),
        fields.optionalText("fileName", LONGEST_NAME),
        fields.optionalWhole("fileSize", 1, TransferStrategy.LARGEST_FILE),
        proof == null ? null : proof(proof));
  }

  private static Proof proof(JsonFields fields) {
    String nonce = fields.text("nonce", LONGEST_NONCE);
    if (!nonce.matches("[0-9a-f]+")) {
      throw ApiException.field("proof.nonce", "must be that of an earlier `challenge`");
    }
    return new Proof(nonce, fields.texts("hashes", MOST_ANSWERS, 64));
  }
}
