package ai.agentcache.upload.tracking;

import ai.agentcache.time.Clock;
import ai.agentcache.upload.chunk.LiveSession;
import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Sessions;
import ai.agentcache.upload.chunk.Totals;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions with how far and how fast they are by now. A rate is what was seen of a session from one
 * look of anybody on this replica to the next, so the first look knows none.
 */
@Singleton
public final class Transfers {

  private static final Duration REMEMBERED = Duration.ofMinutes(2);
  private static final long MOST = 20_000;

  private final SessionStore store;
  private final Sessions sessions;
  private final Clock clock;
  private final Cache<UUID, Rate> rates;

  Transfers(SessionStore store, Sessions sessions, Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.clock = clock;
    this.rates =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(REMEMBERED)
            .ticker(clock::nanos)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Sessions under way of a user, or of all users of the tenant, the latest first, as JSON.
   *
   * @param most how many
   */
  public Uni<JsonArray> underWay(String tenant, @Nullable String userId, int most) {
    SessionQuery query = SessionQuery.of(userId, "unfinished", null, null, null, most);
    return store.list(tenant, query).chain(found -> paces(found).map(paces -> told(found, paces)));
  }

  private static JsonArray told(List<SessionRecord> found, List<Pace> paces) {
    JsonArray all = new JsonArray();
    for (int i = 0; i < found.size(); i++) {
      all.add(told(found.get(i), paces.get(i)));
    }
    return all;
  }

  private static JsonObject told(SessionRecord session, Pace pace) {
    SessionFacts facts = session.facts();
    return pace.putInto(
        new JsonObject()
            .put("sessionId", facts.sessionId().toString())
            .put("userId", facts.userId())
            .put("fileName", session.file().name())
            .put("state", session.state().label())
            .put("bytesUploaded", pace.totals().bytes())
            .put("fileSize", facts.fileSize())
            .put("percentage", SessionBodies.percentage(facts, pace.totals())));
  }

  /** How far and fast sessions are, in their order. */
  Uni<List<Pace>> paces(List<SessionRecord> found) {
    List<SessionRecord> open = found.stream().filter(one -> !one.state().isFinished()).toList();
    return sessions
        .known(open.stream().map(SessionRecord::facts).toList())
        .map(
            live -> {
              List<Pace> paces = new ArrayList<>(found.size());
              int next = 0;
              for (SessionRecord session : found) {
                paces.add(
                    session.state().isFinished()
                        ? Pace.unseen(session.totals())
                        : pace(session, live.get(next++)));
              }
              return paces;
            });
  }

  /** How far and fast one session is. */
  Pace pace(SessionRecord session, Optional<LiveSession> live) {
    Totals totals =
        live.map(known -> known.totals().max(session.totals())).orElse(session.totals());
    if (!(session.state() instanceof UploadState.Uploading)) {
      return Pace.unseen(totals);
    }
    long left = Math.max(0, session.facts().fileSize() - totals.bytes());
    Rate rate = rates.get(session.facts().sessionId(), id -> new Rate());
    synchronized (rate) {
      rate.observe(clock.nanos(), totals.bytes());
      return new Pace(totals, rate.perSecond(), rate.secondsFor(left));
    }
  }
}
