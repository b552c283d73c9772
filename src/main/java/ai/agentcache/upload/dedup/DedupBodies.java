package ai.agentcache.upload.dedup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The JSON of the answers about duplicates. */
final class DedupBodies {

  private DedupBodies() {}

  /** The answer to a question. */
  static JsonObject verdict(DuplicateCheck check, Verdict verdict, KnownFiles known) {
    JsonObject body = new JsonObject().put("isDuplicate", verdict.file() != null);
    KnownFile file = verdict.file();
    Challenge challenge = verdict.challenge();
    if (file != null) {
      Savings savings = known.savings(file.size());
      body.put("file", file(file))
          .put(
              "savings", new JsonObject().put("bytes", savings.bytes()).put("cost", savings.cost()))
          .put("message", "The file is known: no need to upload it.");
    } else if (challenge != null) {
      body.put("challenge", challenge(challenge, verdict.chunkSize()))
          .put("message", "A file like this may be known: prove that you have it.");
    } else {
      body.put("message", "The file is not known: upload it.");
    }
    return check.hash().hex() == null
        ? body.put("warnings", new JsonArray().add(FileHash.warning()))
        : body;
  }

  private static JsonObject file(KnownFile file) {
    return new JsonObject()
        .put("fileId", file.fileId().toString())
        .put("url", file.url())
        .put("fileName", file.fileName())
        .put("fileSize", file.size())
        .put("mimeType", file.mimeType())
        .put("uploadCount", file.uploadCount())
        .put("references", file.references())
        .put("firstUploadedAt", file.firstUploadedAt());
  }

  private static JsonObject challenge(Challenge challenge, long chunkSize) {
    return new JsonObject()
        .put("nonce", challenge.nonce())
        .put("chunks", new JsonArray(challenge.chunks()))
        .put("chunkSize", chunkSize)
        .put("algorithm", "hmac-sha256");
  }

  /** What ending references did. */
  static JsonObject released(UUID fileId, Release release) {
    return new JsonObject()
        .put("success", true)
        .put("fileId", fileId.toString())
        .put("removed", release.removed())
        .put("remaining", release.remaining())
        .put("forgotten", release.isLast());
  }
}
