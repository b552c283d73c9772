package ai.agentcache.upload.dedup;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of this package as the OpenAPI document describes them. Not used at run time. */
final class DedupDocuments {

  static final String CHECK =
      "Only files of the caller's tenant are looked at. A file is known once an upload of it"
          + " completed whose reports add up, and the sizes have to agree; without `fileSize` the"
          + " answer is yes only if one file has that hash. Who is told of a duplicate refers to it"
          + " from then on, once by each file name. Where a proof of possession is required, the"
          + " first answer is a `challenge`; the same question with `proof` unlocks the file.";

  static final String DELETE =
      "Ends what `userId` refers to the file by, or one `fileName` of it. When nobody refers to the"
          + " file any more, its hash is forgotten; the bytes themselves are not here.";

  private DedupDocuments() {}

  @Schema(
      name = "DuplicateCheck",
      requiredProperties = {"fileHash", "userId"})
  record Check(
      @Schema(maxLength = 256, description = "`sha256:` and 64 hex digits; others never match.")
          String fileHash,
      @Schema(maxLength = 128) String userId,
      @Schema(maxLength = 512) String fileName,
      @Schema(minimum = "1", description = "Bytes.") long fileSize,
      @Schema(description = "The answer to a `challenge`.") ProofBody proof) {}

  @Schema(
      name = "PossessionProof",
      requiredProperties = {"nonce", "hashes"})
  record ProofBody(
      @Schema(description = "Of the challenge.") String nonce,
      @Schema(
              description =
                  "For each chunk asked for, in that order: HMAC-SHA-256 of the chunk's SHA-256"
                      + " (32 bytes) with the nonce (as text) for a key, in hex.")
          List<String> hashes) {}

  @Schema(
      name = "DuplicateAnswer",
      requiredProperties = {"isDuplicate", "message"})
  record Answer(
      boolean isDuplicate,
      FileBody file,
      SavingsBody savings,
      ChallengeBody challenge,
      @Schema(description = "In words.") String message,
      List<String> warnings) {}

  @Schema(name = "KnownFile")
  record FileBody(
      @Schema(format = "uuid") String fileId,
      String url,
      String fileName,
      @Schema(description = "Bytes.") long fileSize,
      String mimeType,
      @Schema(description = "Completed uploads of it.") long uploadCount,
      @Schema(description = "Pairs of user and file name that refer to it.") long references,
      @Schema(format = "date-time") String firstUploadedAt) {}

  @Schema(name = "UploadSavings")
  record SavingsBody(long bytes, @Schema(description = "US dollars.") double cost) {}

  @Schema(name = "PossessionChallenge")
  record ChallengeBody(
      @Schema(description = "Good for one proof.") String nonce,
      @Schema(description = "Indexes of the chunks to prove.") List<Integer> chunks,
      @Schema(description = "Bytes of each chunk but the last.") long chunkSize,
      @Schema(enumeration = "hmac-sha256") String algorithm) {}

  @Schema(name = "ReleasedFile")
  record Released(
      boolean success,
      String fileId,
      @Schema(description = "References that ended.") long removed,
      @Schema(description = "References left, of all users.") long remaining,
      @Schema(description = "Whether the hash is forgotten.") boolean forgotten) {}
}
