package ai.agentcache.upload.chunk;

import ai.agentcache.access.Caller;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of upload sessions, nearest first: facts in memory, then in Redis, then in
 * Postgres. A session that Redis has lost is made there again with the prefix that Postgres has.
 */
@Singleton
public final class Sessions {

  private static final Duration REMEMBERED = Duration.ofMinutes(30);

  private final ChunkStore store;
  private final ProgressStore progress;
  private final PrefixFlush flush;
  private final Cache<UUID, SessionFacts> facts;

  Sessions(
      ChunkStore store,
      ProgressStore progress,
      PrefixFlush flush,
      Clock clock,
      ChunkConfig config) {
    this.store = store;
    this.progress = progress;
    this.flush = flush;
    this.facts =
        Caffeine.newBuilder()
            .maximumSize(config.remembered())
            .expireAfterAccess(REMEMBERED)
            .ticker(clock::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** Makes a session known that has just begun; that Redis is away does no harm. */
  public Uni<Void> opened(SessionFacts session, String state) {
    facts.put(session.sessionId(), session);
    LiveSession live = new LiveSession(state, Totals.NONE, Totals.NONE);
    return ignoringRedis(store.open(session, live));
  }

  /**
   * The facts of a session that a caller may see.
   *
   * @param sessionId as the caller sent it
   * @return fails with 404 for one that is unknown, another tenant's, or of a user that the key
   *     does not act for
   */
  public Uni<SessionFacts> find(Caller caller, String sessionId) {
    Optional<UUID> id = id(sessionId);
    if (id.isEmpty()) {
      return Uni.createFrom().failure(unknown());
    }
    SessionFacts known = facts.getIfPresent(id.get());
    Uni<SessionFacts> found = known == null ? load(id.get()) : Uni.createFrom().item(known);
    return found.invoke(session -> requireSeen(caller, session));
  }

  private static Optional<UUID> id(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void requireSeen(Caller caller, SessionFacts session) {
    if (!session.tenant().equals(caller.tenant()) || !caller.actsFor(session.userId())) {
      throw unknown();
    }
  }

  private static ApiException unknown() {
    return new ApiException(ErrorCode.NOT_FOUND, "`sessionId` names no upload session.");
  }

  private Uni<SessionFacts> load(UUID id) {
    return store
        .facts(id)
        .onFailure(UnavailableException.class)
        .recoverWithItem(Optional.empty())
        .chain(
            known ->
                known
                    .map(session -> Uni.createFrom().item(session))
                    .orElseGet(() -> read(id).map(ProgressStore.Known::facts)))
        .invoke(session -> facts.put(id, session));
  }

  private Uni<ProgressStore.Known> read(UUID id) {
    return progress.read(id).map(found -> found.orElseThrow(Sessions::unknown));
  }

  /** Makes a session in Redis again. */
  Uni<Void> restore(SessionFacts session) {
    return read(session.sessionId())
        .chain(known -> store.open(session, live(known, flush.waiting(session.sessionId()))));
  }

  /** Of the reports only the prefix is left; what was counted beyond it is what was said. */
  private static LiveSession live(ProgressStore.Known known, Totals waiting) {
    Totals totals = known.written().totals().max(waiting);
    int prefix = totals.prefix();
    Totals reported = new Totals(prefix, known.facts().lengthOfFirst(prefix), prefix);
    return new LiveSession(known.written().state(), reported, totals);
  }

  /** How far a session is: by Redis if it knows, else by Postgres. */
  public Uni<LiveSession> live(SessionFacts session) {
    UUID id = session.sessionId();
    return store
        .live(id)
        .onFailure(UnavailableException.class)
        .recoverWithItem(Optional.empty())
        .chain(
            live ->
                live.map(known -> Uni.createFrom().item(known))
                    .orElseGet(() -> read(id).map(known -> live(known, flush.waiting(id)))));
  }

  /** How far sessions are, in their order, as far as Redis knows; never fails. */
  public Uni<List<Optional<LiveSession>>> known(List<SessionFacts> sessions) {
    return sessions.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Uni.join().all(sessions.stream().map(this::known).toList()).andFailFast();
  }

  private Uni<Optional<LiveSession>> known(SessionFacts session) {
    return store.live(session.sessionId()).onFailure().recoverWithItem(Optional.empty());
  }

  /** The chunks of a session; when Redis does not know them, those of its completed prefix. */
  public Uni<Chunks> chunks(SessionFacts session) {
    UUID id = session.sessionId();
    return store
        .chunks(session)
        .onFailure(UnavailableException.class)
        .recoverWithItem(Optional.empty())
        .chain(
            chunks ->
                chunks
                    .map(known -> Uni.createFrom().item(known))
                    .orElseGet(() -> read(id).map(known -> prefix(known, flush.waiting(id)))));
  }

  private static Chunks prefix(ProgressStore.Known known, Totals waiting) {
    int prefix = known.written().totals().max(waiting).prefix();
    return Chunks.ofPrefix(known.facts().chunksTotal(), prefix);
  }

  /** Tells Redis what Postgres has taken; that Redis is away does no harm. */
  public Uni<Void> moved(UUID sessionId, Written written) {
    return ignoringRedis(store.move(sessionId, written.state(), written.totals()));
  }

  /** Tells Redis how far a session is, its state being what it was; likewise. */
  public Uni<Void> said(UUID sessionId, Totals totals) {
    return ignoringRedis(store.move(sessionId, "", totals));
  }

  private static Uni<Void> ignoringRedis(Uni<Void> call) {
    return call.onFailure(UnavailableException.class).recoverWithNull();
  }
}
