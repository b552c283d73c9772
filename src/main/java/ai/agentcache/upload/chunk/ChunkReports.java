package ai.agentcache.upload.chunk;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Takes reports about chunks: one round trip to Redis each. */
@Singleton
final class ChunkReports {

  private final ChunkStore store;
  private final Sessions sessions;
  private final PrefixFlush flush;
  private final Clock clock;

  ChunkReports(ChunkStore store, Sessions sessions, PrefixFlush flush, Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.flush = flush;
    this.clock = clock;
  }

  /** Takes a report that fits its session; fails with 409 when the session is finished. */
  Uni<Totals> take(SessionFacts session, ChunkReport report) {
    return send(session, report)
        .chain(
            reported ->
                reported.outcome() == Reported.Outcome.LOST
                    ? sessions.restore(session).chain(() -> send(session, report))
                    : Uni.createFrom().item(reported))
        .map(reported -> settle(session, reported));
  }

  private Uni<Reported> send(SessionFacts session, ChunkReport report) {
    return store.report(
        session, report.index(), report.chunk(clock.instant()), report.counted(session));
  }

  private Totals settle(SessionFacts session, Reported reported) {
    return switch (reported.outcome()) {
      case NEW -> {
        flush.note(session.sessionId(), reported.totals());
        yield reported.totals();
      }
      case SAME -> reported.totals();
      case OVER ->
          throw new ApiException(
              ErrorCode.CONFLICT, "`sessionId` names a session that is finished.");
      case LOST -> throw new UnavailableException("redis", "lost the session twice");
    };
  }
}
