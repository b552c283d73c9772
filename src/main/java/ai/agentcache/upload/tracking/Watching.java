package ai.agentcache.upload.tracking;

import ai.agentcache.upload.chunk.LiveSession;
import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Totals;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What one who watches a session is told. The id of an event says how far the session was, so that
 * any replica can go on after it. Not safe for use by many threads.
 */
final class Watching {

  private final SessionFacts session;
  private final Rate rate = new Rate();
  private @Nullable String told;

  /**
   * @param lastEventId the event that was seen last, if any
   */
  Watching(SessionFacts session, @Nullable String lastEventId) {
    this.session = session;
    this.told = lastEventId;
  }

  /** What there is to tell now, if anything. */
  Optional<Buffer> tell(LiveSession live, long nanos) {
    Totals totals = live.totals();
    rate.observe(nanos, totals.bytes());
    String id = live.state() + "-" + totals.chunks() + "-" + totals.bytes();
    if (id.equals(told)) {
      return Optional.empty();
    }
    told = id;
    String name = isOver(live) ? "end" : "progress";
    return Optional.of(
        Buffer.buffer("id: " + id + "\nevent: " + name + "\ndata: ")
            .appendBuffer(data(live, totals).toBuffer())
            .appendString("\n\n"));
  }

  /** Whether this is the last there is to tell. */
  static boolean isOver(LiveSession live) {
    return UploadState.named(live.state()).filter(UploadState::isFinished).isPresent();
  }

  private JsonObject data(LiveSession live, Totals totals) {
    long left = Math.max(0, session.fileSize() - totals.bytes());
    boolean moving = isMoving(live);
    OptionalDouble perSecond = moving ? rate.perSecond() : OptionalDouble.empty();
    OptionalDouble eta = moving ? rate.secondsFor(left) : OptionalDouble.empty();
    return new JsonObject()
        .put("sessionId", session.sessionId().toString())
        .put("phase", phase(live, totals))
        .put("chunksCompleted", totals.chunks())
        .put("chunksTotal", session.chunksTotal())
        .put("bytesUploaded", totals.bytes())
        .put("fileSize", session.fileSize())
        .put("percentage", SessionBodies.percentage(session, totals))
        .put("bytesPerSecond", rounded(perSecond))
        .put("etaSeconds", rounded(eta));
  }

  private static boolean isMoving(LiveSession live) {
    return live.state().equals(UploadState.start().label());
  }

  /** Its state; when all chunks of one under way are there, {@code finishing}. */
  private String phase(LiveSession live, Totals totals) {
    boolean all = totals.chunks() == session.chunksTotal();
    return all && isMoving(live) ? "finishing" : live.state();
  }

  private static @Nullable Long rounded(OptionalDouble value) {
    return value.isPresent() ? Math.round(value.getAsDouble()) : null;
  }
}
