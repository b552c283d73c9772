package ai.agentcache.upload.tracking;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Totals;
import org.jspecify.annotations.Nullable;

/** Reads what a session that has begun is told; every method fails with {@link ApiException}. */
final class TrackingBody {

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_ERROR = 1024;

  private final JsonFields fields;

  TrackingBody(JsonFields fields) {
    this.fields = fields;
  }

  static ApiException noSuchAction() {
    return ApiException.field(
        "action", "must be `start`, `progress`, `pause`, `resume`, `complete` or `fail`");
  }

  String sessionId() {
    return fields.text("sessionId", LONGEST_ID);
  }

  @Nullable String error() {
    return fields.optionalText("errorMessage", LONGEST_ERROR);
  }

  /** How far the client says it is; at least one of both figures. */
  Totals said(SessionFacts session) {
    Long chunks = fields.optionalWhole("chunksCompleted", 0, session.chunksTotal());
    Long bytes = fields.optionalWhole("bytesUploaded", 0, session.fileSize());
    if (chunks == null && bytes == null) {
      throw ApiException.missing("chunksCompleted", "how many chunks are completed");
    }
    return new Totals(chunks == null ? 0 : chunks.intValue(), bytes == null ? 0 : bytes, 0);
  }

  /** Checks the types of figures whose ranges depend on the session. */
  void requireFigures() {
    fields.optionalWhole("chunksCompleted", 0, Integer.MAX_VALUE);
    fields.optionalWhole("bytesUploaded", 0, Long.MAX_VALUE);
  }

  Completion completion() {
    return Completion.parse(fields);
  }
}
