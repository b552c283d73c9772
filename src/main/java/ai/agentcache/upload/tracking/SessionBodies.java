package ai.agentcache.upload.tracking;

import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Totals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of the answers about sessions. */
final class SessionBodies {

  private SessionBodies() {}

  /** A session that has begun. */
  static JsonObject started(SessionRecord session, List<String> warnings) {
    return success("Upload session created")
        .put(
            "session",
            new JsonObject()
                .put("sessionId", session.facts().sessionId().toString())
                .put("fileId", session.file().fileId().toString())
                .put("chunksTotal", session.facts().chunksTotal())
                .put("chunkSize", session.facts().chunkSize())
                .put("estimatedTime", tenths(session.terms().estimatedSeconds()))
                .put("state", session.state().label())
                .put("expiresAt", session.times().expires()))
        .put("warnings", new JsonArray(warnings));
  }

  /** How far it is. */
  static JsonObject progressed(SessionFacts facts, String state, Totals totals) {
    return success("Progress updated")
        .put("sessionId", facts.sessionId().toString())
        .put("progress", progress(facts, totals).put("state", state));
  }

  /** A session that completed. */
  static JsonObject completed(SessionRecord session) {
    List<String> warnings = new ArrayList<>(Completeness.warnings(session));
    return success("Upload completed")
        .put("sessionId", session.facts().sessionId().toString())
        .put("fileId", session.file().fileId().toString())
        .put("warnings", new JsonArray(warnings));
  }

  /** A session that failed. */
  static JsonObject failed(SessionRecord session) {
    return success("Upload marked as failed")
        .put("sessionId", session.facts().sessionId().toString())
        .put("errorMessage", session.outcome().error());
  }

  /** A session that rests or goes on. */
  static JsonObject moved(SessionRecord session) {
    boolean paused = session.state() instanceof UploadState.Paused;
    return success(paused ? "Upload paused" : "Upload resumed")
        .put("sessionId", session.facts().sessionId().toString())
        .put("state", session.state().label());
  }

  private static JsonObject success(String message) {
    return new JsonObject().put("success", true).put("message", message);
  }

  /** A page of sessions; one more than the limit shows that there is another page. */
  static JsonObject page(List<SessionRecord> found, List<Pace> paces, int limit) {
    List<SessionRecord> shown = found.subList(0, Math.min(found.size(), limit));
    boolean more = found.size() > limit;
    JsonArray sessions = new JsonArray();
    for (int i = 0; i < shown.size(); i++) {
      sessions.add(session(shown.get(i), paces.get(i)));
    }
    return new JsonObject()
        .put("sessions", sessions)
        .put("nextCursor", more ? SessionQuery.Place.after(shown.get(limit - 1)).text() : null);
  }

  /** A session, with how far it is by now. */
  static JsonObject session(SessionRecord session, Pace pace) {
    SessionFacts facts = session.facts();
    StartRequest.Terms terms = session.terms();
    SessionRecord.Outcome outcome = session.outcome();
    return pace.putInto(new JsonObject())
        .put("sessionId", facts.sessionId().toString())
        .put("userId", facts.userId())
        .put("state", session.state().label())
        .put("fileId", session.file().fileId().toString())
        .put("fileName", session.file().name())
        .put("fileSize", facts.fileSize())
        .put("fileHash", session.file().hash())
        .put("mimeType", session.file().mimeType())
        .put("chunkSize", facts.chunkSize())
        .put("chunksTotal", facts.chunksTotal())
        .put("progress", progress(facts, pace.totals()))
        .put("threads", terms.threads())
        .put("uploadVia", terms.via())
        .put("jettySpeedEnabled", terms.jettySpeed())
        .put("edgesUsed", new JsonArray(terms.edges()))
        .put("decisionId", terms.decisionId())
        .put("deviceFingerprint", terms.fingerprint())
        .put("estimatedTime", tenths(terms.estimatedSeconds()))
        .put("estimatedCost", terms.estimatedCost())
        .put("actualCost", outcome.actualCost())
        .put("actualTime", seconds(outcome.activeMillis()))
        .put("verified", outcome.verified())
        .put("errorMessage", outcome.error())
        .put("startedAt", session.times().started())
        .put("updatedAt", session.times().updated())
        .put("finishedAt", session.times().finished())
        .put("expiresAt", session.times().expires());
  }

  private static JsonObject progress(SessionFacts facts, Totals totals) {
    return new JsonObject()
        .put("chunksCompleted", totals.chunks())
        .put("chunksTotal", facts.chunksTotal())
        .put("bytesUploaded", totals.bytes())
        .put("fileSize", facts.fileSize())
        .put("percentage", percentage(facts, totals));
  }

  /** Of the bytes, to the tenth. */
  static double percentage(SessionFacts facts, Totals totals) {
    return Math.min(100, Math.floor(totals.bytes() * 1000.0 / facts.fileSize()) / 10);
  }

  private static @Nullable Double tenths(@Nullable Double seconds) {
    return seconds == null ? null : Math.max(0.1, Math.rint(seconds * 10) / 10);
  }

  private static @Nullable Double seconds(@Nullable Long millis) {
    return millis == null ? null : millis / 1000.0;
  }
}
