package ai.agentcache.upload.chunk;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and their chunks in Redis: {@code jetty:session:{id}} has the facts, the state and the
 * totals, {@code jetty:chunks:{id}} the last report of each chunk. Both lie in one hash slot, are
 * changed by scripts only, and go some days after the last write.
 */
@Singleton
final class ChunkStore {

  private static final Script OPEN = Script.load("chunk-open.lua");
  private static final Script REPORT = Script.load("chunk-report.lua");
  private static final Script MOVE = Script.load("session-move.lua");

  private static final String[] LIVE = {
    "state", "done", "bytes", "prefix", "saidChunks", "saidBytes"
  };
  private static final String[] FACTS = {"tenant", "user", "size", "chunkSize", "chunks"};

  private final RedisGateway redis;
  private final String keepSeconds;

  @Inject
  ChunkStore(RedisGateway redis, ChunkConfig config) {
    this(redis, config.keep());
  }

  ChunkStore(RedisGateway redis, Duration keep) {
    this.redis = redis;
    this.keepSeconds = Long.toString(keep.toSeconds());
  }

  private static String session(UUID id) {
    return "jetty:session:{" + id + "}";
  }

  private static String chunks(UUID id) {
    return "jetty:chunks:{" + id + "}";
  }

  private static List<String> keys(UUID id) {
    return List.of(session(id), chunks(id));
  }

  /** Makes a session known, with its completed prefix, unless it is known already. */
  Uni<Void> open(SessionFacts facts, LiveSession live) {
    int prefix = live.reported().prefix();
    List<String> args =
        List.of(
            keepSeconds,
            Integer.toString(prefix),
            Chunk.COMPLETED.encode(),
            Long.toString(facts.chunkSize()),
            Long.toString(facts.lengthOfFirst(prefix)),
            "tenant",
            facts.tenant(),
            "user",
            facts.userId(),
            "size",
            Long.toString(facts.fileSize()),
            "chunkSize",
            Long.toString(facts.chunkSize()),
            "chunks",
            Integer.toString(facts.chunksTotal()),
            "state",
            live.state(),
            "saidChunks",
            Integer.toString(live.said().chunks()),
            "saidBytes",
            Long.toString(live.said().bytes()));
    return redis.eval(OPEN, keys(facts.sessionId()), args).replaceWithVoid();
  }

  /** Takes a report. */
  Uni<Reported> report(SessionFacts facts, int index, Chunk chunk, long counted) {
    List<String> args =
        List.of(Integer.toString(index), chunk.encode(), Long.toString(counted), keepSeconds);
    return redis
        .eval(REPORT, keys(facts.sessionId()), args)
        .map(reply -> reported(Objects.requireNonNull(reply)));
  }

  private static Reported reported(Response reply) {
    Totals totals =
        new Totals(reply.get(1).toInteger(), reply.get(2).toLong(), reply.get(3).toInteger());
    return new Reported(Reported.Outcome.of(reply.get(0).toString()), totals);
  }

  /** Tells a known session its state and what its client says. */
  Uni<Void> move(UUID id, String state, Totals said) {
    List<String> args =
        List.of(keepSeconds, Integer.toString(said.chunks()), Long.toString(said.bytes()), state);
    return redis.eval(MOVE, keys(id), args).replaceWithVoid();
  }

  /** The facts of a session, if Redis knows it. */
  Uni<Optional<SessionFacts>> facts(UUID id) {
    return redis.send(hmget(id, FACTS)).map(reply -> Optional.ofNullable(facts(id, reply)));
  }

  private static @Nullable SessionFacts facts(UUID id, @Nullable Response reply) {
    if (reply == null || reply.get(0) == null) {
      return null;
    }
    return new SessionFacts(
        id,
        reply.get(0).toString(),
        reply.get(1).toString(),
        reply.get(2).toLong(),
        reply.get(3).toLong(),
        reply.get(4).toInteger());
  }

  /** How far a session is, if Redis knows it. */
  Uni<Optional<LiveSession>> live(UUID id) {
    return redis.send(hmget(id, LIVE)).map(reply -> Optional.ofNullable(live(reply)));
  }

  private static @Nullable LiveSession live(@Nullable Response reply) {
    if (reply == null || reply.get(0) == null || reply.get(1) == null) {
      return null;
    }
    Totals reported =
        new Totals(reply.get(1).toInteger(), reply.get(2).toLong(), reply.get(3).toInteger());
    Totals said = new Totals(reply.get(4).toInteger(), reply.get(5).toLong(), 0);
    return new LiveSession(reply.get(0).toString(), reported, said);
  }

  /** All chunks of a session, if Redis knows them all. */
  Uni<Optional<Chunks>> chunks(SessionFacts facts) {
    UUID id = facts.sessionId();
    Request all = Request.cmd(Command.HGETALL).arg(chunks(id));
    return redis
        .batch(List.of(hmget(id, LIVE), all))
        .map(
            replies -> {
              LiveSession live = live(replies.get(0));
              Map<Integer, Chunk> known = known(replies.get(1));
              return live == null || known.size() < live.reported().chunks()
                  ? Optional.empty()
                  : Optional.of(new Chunks(facts.chunksTotal(), known));
            });
  }

  private static Map<Integer, Chunk> known(@Nullable Response hash) {
    Map<Integer, Chunk> known = new HashMap<>();
    if (hash != null) {
      for (String index : new ArrayList<>(hash.getKeys())) {
        known.put(Integer.valueOf(index), Chunk.decode(hash.get(index).toString()));
      }
    }
    return known;
  }

  private static Request hmget(UUID id, String[] fields) {
    Request request = Request.cmd(Command.HMGET).arg(session(id));
    for (String field : fields) {
      request.arg(field);
    }
    return request;
  }
}
