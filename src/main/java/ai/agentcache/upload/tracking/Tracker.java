package ai.agentcache.upload.tracking;

import ai.agentcache.access.Caller;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import ai.agentcache.upload.chunk.Advance;
import ai.agentcache.upload.chunk.Chunks;
import ai.agentcache.upload.chunk.LiveSession;
import ai.agentcache.upload.chunk.PrefixFlush;
import ai.agentcache.upload.chunk.ProgressWriter;
import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Sessions;
import ai.agentcache.upload.chunk.Totals;
import ai.agentcache.upload.chunk.Written;
import ai.agentcache.upload.decision.Decisions;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads sessions from start to end. Postgres decides; Redis is told afterwards, for those who
 * watch. Every action may be repeated and comes to the same.
 */
@Singleton
final class Tracker {

  private final SessionStore sessions;
  private final TransitionStore transitions;
  private final Sessions live;
  private final ProgressWriter progress;
  private final PrefixFlush flush;
  private final Decisions decisions;
  private final Event<FinishedUpload> finished;
  private final Clock clock;

  Tracker(
      SessionStore sessions,
      TransitionStore transitions,
      Sessions live,
      ProgressWriter progress,
      PrefixFlush flush,
      Decisions decisions,
      Event<FinishedUpload> finished,
      Clock clock) {
    this.sessions = sessions;
    this.transitions = transitions;
    this.live = live;
    this.progress = progress;
    this.flush = flush;
    this.decisions = decisions;
    this.finished = finished;
    this.clock = clock;
  }

  /** Begins a session. */
  Uni<SessionRecord> start(Caller caller, StartRequest request) {
    return predicted(caller, request)
        .chain(terms -> sessions.insert(caller.tenant(), terms, clock.instant()))
        .call(session -> live.opened(session.facts(), session.state().label()));
  }

  /** With the prediction of the decision it follows, which this replica mostly remembers. */
  private Uni<StartRequest> predicted(Caller caller, StartRequest request) {
    return request
        .terms()
        .decision()
        .map(id -> decisions.predicted(caller, id).map(found -> found.map(request::with)))
        .map(found -> found.map(with -> with.orElse(request)))
        .orElseGet(() -> Uni.createFrom().item(request));
  }

  /** Notes how far the client says it is; fails with 409 when the session is over. */
  Uni<Written> progress(SessionFacts session, Totals said) {
    Totals known = said.max(flush.waiting(session.sessionId()));
    return progress
        .write(new Advance(session.sessionId(), known))
        .chain(
            written ->
                written
                    .map(now -> Uni.createFrom().item(now))
                    .orElseGet(() -> refused(session, Action.PROGRESS).map(SessionRecord::written)))
        .invoke(
            written ->
                live.said(session.sessionId(), written.totals())
                    .subscribe()
                    .with(done -> {}, failure -> {}));
  }

  /** Pauses or resumes a session, or lets it fail. */
  Uni<SessionRecord> move(SessionFacts session, Action action, @Nullable String error) {
    UploadState to = UploadState.start().after(action).orElseThrow();
    return transitions
        .move(session.sessionId(), to, action, error, clock.instant())
        .chain(moved -> settle(session, action, moved));
  }

  /** Completes a session by what is known of it and what its client says. */
  Uni<SessionRecord> complete(Caller caller, SessionFacts session, Completion said) {
    return live.live(session)
        .map(LiveSession::reported)
        .map(reported -> reported.max(flush.waiting(session.sessionId())))
        .chain(reported -> complete(caller, session, said, reported));
  }

  private Uni<SessionRecord> complete(
      Caller caller, SessionFacts session, Completion said, Totals reported) {
    return hashes(session, reported)
        .chain(
            hashes ->
                transitions.complete(session.sessionId(), said, reported, hashes, clock.instant()))
        .invoke(completed -> completed.ifPresent(now -> tell(caller, now)))
        .chain(completed -> settle(session, Action.COMPLETE, completed));
  }

  /** The hashes of all chunks, if there was a report of each. */
  private Uni<Optional<byte[]>> hashes(SessionFacts session, Totals reported) {
    return reported.chunks() < session.chunksTotal()
        ? Uni.createFrom().item(Optional.empty())
        : live.chunks(session)
            .map(Chunks::hashes)
            .onFailure(UnavailableException.class)
            .recoverWithItem(Optional.empty());
  }

  /** The upload is complete whatever becomes of those who learn from it. */
  private void tell(Caller caller, SessionRecord session) {
    try {
      finished.fire(finished(caller, session));
    } catch (RuntimeException e) {
      Log.errorf(e, "Nothing was learnt from upload %s", session.facts().sessionId());
    }
  }

  private static FinishedUpload finished(Caller caller, SessionRecord session) {
    Long active = session.outcome().activeMillis();
    return new FinishedUpload(
        caller,
        session.facts().sessionId(),
        session.terms().decision(),
        session.edges(),
        session.facts().fileSize(),
        active == null ? 0 : active,
        session.outcome().verified());
  }

  private Uni<SessionRecord> settle(
      SessionFacts session, Action action, Optional<SessionRecord> moved) {
    return moved
        .map(now -> live.moved(session.sessionId(), now.written()).replaceWith(now))
        .orElseGet(() -> refused(session, action));
  }

  /** Nothing was written: a repetition is answered as the first time, all else refused. */
  private Uni<SessionRecord> refused(SessionFacts session, Action action) {
    return sessions
        .find(session.sessionId())
        .map(
            found -> {
              SessionRecord now = found.orElseThrow(Tracker::unknown);
              if (now.state().after(action).isEmpty()) {
                throw new ApiException(
                    ErrorCode.CONFLICT,
                    "`sessionId` names a session that is %s: it accepts no `%s`."
                        .formatted(now.state().label(), action.label()));
              }
              return now;
            });
  }

  private static ApiException unknown() {
    return new ApiException(ErrorCode.NOT_FOUND, "`sessionId` names no upload session.");
  }
}
