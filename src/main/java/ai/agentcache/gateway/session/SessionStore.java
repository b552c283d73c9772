package ai.agentcache.gateway.session;

import ai.agentcache.access.Caller;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in Redis: {@code session:{digest}} has the data, {@code session:{digest}:messages} the
 * messages, and {@code agentcache:sessions:{tenant/user}} which ones a user has. Every access
 * renews the first two in the same step.
 */
@Singleton
final class SessionStore {

  private static final Script CREATE = Script.load("agent-session-create.lua");
  private static final Script READ = Script.load("agent-session-read.lua");
  private static final Script WRITE = Script.load("agent-session-write.lua");
  private static final Script END = Script.load("agent-session-end.lua");
  private static final Script APPEND = Script.load("agent-session-append.lua");

  private static final int ENDED_AT_ONCE = 64;

  private final RedisGateway redis;
  private final long longestLifeMillis;

  SessionStore(RedisGateway redis, SessionConfig config) {
    this.redis = redis;
    this.longestLifeMillis = config.longestLife().toMillis();
  }

  private static String session(SessionId id) {
    return "session:{" + id.digest() + "}";
  }

  private static String messages(SessionId id) {
    return session(id) + ":messages";
  }

  private static List<String> keys(SessionId id) {
    return List.of(session(id), messages(id));
  }

  private static String index(String tenant, String user) {
    return "agentcache:sessions:{" + tenant + "/" + user + "}";
  }

  /** Keeps a new session. */
  Uni<Void> create(String tenant, SessionId id, Session session) {
    String life = Long.toString(session.lifeMillis());
    List<String> args =
        List.of(
            life,
            "tenant",
            tenant,
            "user",
            text(session.user()),
            "data",
            text(session.data()),
            "created",
            Long.toString(session.createdAt()),
            "life",
            life,
            "version",
            Long.toString(session.version()));
    return redis
        .eval(CREATE, List.of(session(id)), args)
        .chain(() -> list(tenant, id, session.user(), session.createdAt()))
        .replaceWithVoid();
  }

  /** Notes that a user has a session, and forgets those of theirs that nobody can have any more. */
  Uni<Void> list(String tenant, SessionId id, @Nullable String user, long now) {
    if (user == null) {
      return Uni.createFrom().voidItem();
    }
    String index = index(tenant, user);
    return redis
        .batch(
            List.of(
                Request.cmd(Command.ZADD).arg(index).arg(now).arg(id.digest()),
                Request.cmd(Command.ZREMRANGEBYSCORE)
                    .arg(index)
                    .arg("-inf")
                    .arg(now - 2 * longestLifeMillis),
                Request.cmd(Command.PEXPIRE).arg(index).arg(2 * longestLifeMillis)))
        .replaceWithVoid();
  }

  /** A session that the caller may see, renewed. */
  Uni<Optional<Session>> read(Caller caller, SessionId id) {
    return redis
        .eval(READ, keys(id), List.of(caller.tenant(), text(caller.userScope())))
        .map(reply -> Optional.ofNullable(reply).map(SessionStore::session));
  }

  private static Session session(Response reply) {
    String user = reply.get(1).toString();
    return new Session(
        user.isEmpty() ? null : user,
        object(reply.get(0)),
        reply.get(2).toLong(),
        reply.get(3).toLong(),
        reply.get(4).toLong());
  }

  /**
   * Replaces the data of a session.
   *
   * @param version the one that it has to have
   * @param lifeMillis its new life, or null to leave that
   * @return its version now; 0 if it had another, -1 if it is gone
   */
  Uni<Long> write(
      String tenant, SessionId id, long version, ObjectNode data, @Nullable Long lifeMillis) {
    List<String> args =
        List.of(
            tenant,
            Long.toString(version),
            text(data),
            lifeMillis == null ? "" : Long.toString(lifeMillis));
    return redis.eval(WRITE, keys(id), args).map(reply -> Objects.requireNonNull(reply).toLong());
  }

  /** Ends a session; says whether there was one. */
  Uni<Boolean> end(String tenant, SessionId id, @Nullable String user) {
    return ended(tenant, id)
        .call(
            () ->
                user == null
                    ? Uni.createFrom().voidItem()
                    : redis.send(
                        Request.cmd(Command.ZREM).arg(index(tenant, user)).arg(id.digest())));
  }

  private Uni<Boolean> ended(String tenant, SessionId id) {
    return redis
        .eval(END, keys(id), List.of(tenant))
        .map(reply -> Objects.requireNonNull(reply).toLong() == 1);
  }

  /** Ends all sessions of a user; says how many there were. */
  Uni<Integer> endAll(String tenant, String user) {
    String index = index(tenant, user);
    return redis
        .send(Request.cmd(Command.ZRANGE).arg(index).arg(0).arg(-1))
        .map(SessionStore::ids)
        .chain(ids -> endEach(tenant, index, ids));
  }

  private Uni<Integer> endEach(String tenant, String index, List<SessionId> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    Request forget = Request.cmd(Command.ZREM).arg(index);
    ids.forEach(id -> forget.arg(id.digest()));
    return Uni.join()
        .all(ids.stream().map(id -> ended(tenant, id)).toList())
        .usingConcurrencyOf(ENDED_AT_ONCE)
        .andFailFast()
        .map(ended -> (int) ended.stream().filter(one -> one).count())
        .call(() -> redis.send(forget));
  }

  private static List<SessionId> ids(@Nullable Response digests) {
    List<SessionId> ids = new ArrayList<>();
    if (digests != null) {
      digests.forEach(digest -> ids.add(new SessionId("", digest.toString())));
    }
    return ids;
  }

  /** Appends messages; says how many there are now, or -1 without such a session. */
  Uni<Long> append(String tenant, SessionId id, List<Message> messages, int most, long mostBytes) {
    List<String> args =
        new ArrayList<>(List.of(tenant, Integer.toString(most), Long.toString(mostBytes)));
    messages.forEach(message -> args.add(text(message.json())));
    return redis.eval(APPEND, keys(id), args).map(reply -> Objects.requireNonNull(reply).toLong());
  }

  /**
   * Messages of a session.
   *
   * @param newest the newest of them, the newest last
   * @param total how many there are
   */
  record Messages(List<Message> newest, long total) {}

  /** The newest messages of a session. */
  Uni<Messages> newest(SessionId id, int most) {
    return redis
        .batch(
            List.of(
                Request.cmd(Command.LRANGE).arg(messages(id)).arg(-most).arg(-1),
                Request.cmd(Command.LLEN).arg(messages(id))))
        .map(
            replies -> {
              List<Message> messages = new ArrayList<>();
              Objects.requireNonNull(replies.get(0))
                  .forEach(one -> messages.add(Message.of(object(one))));
              return new Messages(messages, Objects.requireNonNull(replies.get(1)).toLong());
            });
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String text(ObjectNode json) {
    return new String(Json.bytes(json), StandardCharsets.UTF_8);
  }

  private static ObjectNode object(Response kept) {
    try {
      return (ObjectNode) Json.parse(kept.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
