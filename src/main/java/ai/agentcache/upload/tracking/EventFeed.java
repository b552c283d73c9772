package ai.agentcache.upload.tracking;

import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import ai.agentcache.upload.chunk.LiveSession;
import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Sessions;
import ai.agentcache.upload.chunk.Totals;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Follows sessions for those who watch them, whichever replica works on them: looks at Redis from
 * time to time, and now and then at Postgres, which knows the end for certain. When the service
 * begins to stop it lets all go, for the stop waits for whoever is being answered; they go on at
 * another replica.
 */
@Singleton
final class EventFeed {

  private static final int LOOKS_OF_POSTGRES = 20;

  private final Sessions live;
  private final SessionStore sessions;
  private final Clock clock;
  private final TrackingConfig.Events config;
  private volatile boolean stopping;

  EventFeed(Sessions live, SessionStore sessions, Clock clock, TrackingConfig config) {
    this.live = live;
    this.sessions = sessions;
    this.clock = clock;
    this.config = config.events();
  }

  void stop(@Observes ShutdownDelayInitiatedEvent event) {
    stopping = true;
  }

  /** What one look brought. */
  private record Look(Optional<Buffer> event, boolean last) {
    static final Look NOTHING = new Look(Optional.empty(), false);
  }

  /** The events of a session, until it is over or the service stops. */
  Multi<Buffer> follow(SessionFacts session, @Nullable String lastEventId) {
    Watching watching = new Watching(session, lastEventId);
    AtomicInteger looks = new AtomicInteger();
    long end = clock.nanos() + config.longest().toNanos();
    return Multi.createBy()
        .repeating()
        .uni(() -> look(session, watching, looks.getAndIncrement(), end))
        .withDelay(config.poll())
        .whilst(look -> !look.last() && !stopping)
        .filter(look -> look.event().isPresent())
        .map(look -> look.event().orElseThrow());
  }

  private Uni<Look> look(SessionFacts session, Watching watching, int number, long end) {
    boolean certain = number % LOOKS_OF_POSTGRES == LOOKS_OF_POSTGRES - 1;
    return (certain ? written(session) : live.live(session))
        .map(now -> look(now, watching, end))
        .onFailure(UnavailableException.class)
        .recoverWithItem(Look.NOTHING);
  }

  private Look look(LiveSession now, Watching watching, long end) {
    long nanos = clock.nanos();
    return new Look(watching.tell(now, nanos), Watching.isOver(now) || nanos - end >= 0);
  }

  /** The state by Postgres, how far it is by both. */
  private Uni<LiveSession> written(SessionFacts session) {
    return Uni.combine()
        .all()
        .unis(live.live(session), sessions.find(session.sessionId()))
        .with((now, found) -> found.map(record -> certain(now, record)).orElse(now));
  }

  private static LiveSession certain(LiveSession now, SessionRecord record) {
    Totals totals = now.said().max(record.totals());
    return new LiveSession(record.state().label(), now.reported(), totals);
  }
}
