package ai.agentcache.gateway.session;

import ai.agentcache.access.Caller;
import ai.agentcache.access.DataOfUsers;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of agents. One that is not there, another tenant's, and one of a user that the key does
 * not act for are the same to a caller: 404.
 */
@Singleton
final class AgentSessions implements DataOfUsers {

  private static final long PAUSE_MILLIS = 4;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final Vertx vertx;
  private final SessionStore store;
  private final Clock clock;
  private final long lifeMillis;
  private final long longestLifeMillis;
  private final long maxData;
  private final int tries;

  /** A session under the id that its holder knows. */
  record Held(SessionId id, Session session) {}

  AgentSessions(Vertx vertx, SessionStore store, Clock clock, SessionConfig config) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
    this.lifeMillis = config.life().toMillis();
    this.longestLifeMillis = config.longestLife().toMillis();
    this.maxData = config.maxData().asLongValue();
    this.tries = config.tries();
  }

  /** Begins a session. */
  Uni<Held> begin(Caller caller, SessionBody said) {
    ObjectNode data = said.dataOrNone(maxData);
    Long life = said.lifeMillis(longestLifeMillis);
    String named = said.userId();
    String user = named == null ? caller.userScope() : named;
    if (user != null && !caller.actsFor(user)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "The key does not act for this `userId`.");
    }
    Session session =
        new Session(user, data, clock.epochMillis(), life == null ? lifeMillis : life, 1);
    SessionId id = SessionId.make();
    return store.create(caller.tenant(), id, session).replaceWith(() -> new Held(id, session));
  }

  /** A session, whose life begins anew. */
  Uni<Held> get(Caller caller, String sent) {
    SessionId id = id(sent);
    return store
        .read(caller, id)
        .map(found -> new Held(id, found.orElseThrow(AgentSessions::unknown)))
        .call(held -> listOld(caller.tenant(), held));
  }

  /** An old session that is still used stays among those of its user. */
  private Uni<Void> listOld(String tenant, Held held) {
    long now = clock.epochMillis();
    return now - held.session().createdAt() < longestLifeMillis
        ? Uni.createFrom().voidItem()
        : store.list(tenant, held.id(), held.session().user(), now);
  }

  /** Replaces the data of a session. */
  Uni<Held> replace(Caller caller, String sent, SessionBody said) {
    ObjectNode data = said.data(maxData);
    return change(caller, sent, said.lifeMillis(longestLifeMillis), before -> data);
  }

  /** Merges data into those of a session. */
  Uni<Held> patch(Caller caller, String sent, SessionBody said) {
    ObjectNode patch = said.data(maxData);
    return change(
        caller,
        sent,
        said.lifeMillis(longestLifeMillis),
        before -> {
          ObjectNode merged = MergePatch.apply(before, patch);
          SessionBody.requireFit(merged, maxData);
          return merged;
        });
  }

  private Uni<Held> change(
      Caller caller, String sent, @Nullable Long life, UnaryOperator<ObjectNode> change) {
    return change(caller, sent, life, change, 1);
  }

  private Uni<Held> change(
      Caller caller,
      String sent,
      @Nullable Long life,
      UnaryOperator<ObjectNode> change,
      int number) {
    return changeOnce(caller, sent, life, change)
        .chain(
            changed -> {
              if (changed.isPresent()) {
                return Uni.createFrom().item(changed.get());
              }
              if (number >= tries) {
                throw new ApiException(
                    ErrorCode.OVERLOADED, "too many change this session at once");
              }
              return pause(number).chain(() -> change(caller, sent, life, change, number + 1));
            });
  }

  /** A while at random, longer from time to time, so that not all try again at once. */
  private Uni<Void> pause(int number) {
    long most = Math.min(LONGEST_PAUSE_MILLIS, PAUSE_MILLIS * number);
    long millis = ThreadLocalRandom.current().nextLong(1, most + 1);
    return Uni.createFrom()
        .emitter(emitter -> vertx.setTimer(millis, timer -> emitter.complete(null)));
  }

  /** Nothing if another change came between reading and writing. */
  private Uni<Optional<Held>> changeOnce(
      Caller caller, String sent, @Nullable Long life, UnaryOperator<ObjectNode> change) {
    return get(caller, sent)
        .chain(
            held -> {
              Session before = held.session();
              ObjectNode data = change.apply(before.data());
              return store
                  .write(caller.tenant(), held.id(), before.version(), data, life)
                  .map(version -> changed(held, data, life, version));
            });
  }

  private static Optional<Held> changed(
      Held held, ObjectNode data, @Nullable Long life, long version) {
    if (version < 0) {
      throw unknown();
    }
    Session before = held.session();
    long lives = life == null ? before.lifeMillis() : life;
    return version == 0
        ? Optional.empty()
        : Optional.of(
            new Held(
                held.id(), new Session(before.user(), data, before.createdAt(), lives, version)));
  }

  /** Ends a session. */
  Uni<Void> end(Caller caller, String sent) {
    return get(caller, sent)
        .chain(held -> store.end(caller.tenant(), held.id(), held.session().user()))
        .replaceWithVoid();
  }

  /** Ends all sessions of a user; says how many. */
  Uni<Integer> endAll(Caller caller, String user) {
    if (!caller.actsFor(user)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "The key does not act for this `userId`.");
    }
    return store.endAll(caller.tenant(), user);
  }

  @Override
  public String name() {
    return "stored_sessions";
  }

  @Override
  public Uni<Long> erase(String tenant, String user) {
    return store.endAll(tenant, user).map(Integer::longValue);
  }

  private static SessionId id(String sent) {
    return SessionId.of(sent).orElseThrow(AgentSessions::unknown);
  }

  static ApiException unknown() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such session.");
  }
}
