package ai.agentcache.agent.progress;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Updates that wait, in Redis: a stream for each partition, read by one group in which all replicas
 * are the same consumer, for what one has taken and not settled is any other's to take over.
 */
@Singleton
public final class ProgressStreamStore {

  private static final Script ACCEPT = Script.load("progress-accept.lua");
  private static final Script TAKE = Script.load("progress-take.lua");
  private static final Script SETTLE = Script.load("progress-settle.lua");
  private static final Script BURY = Script.load("progress-bury.lua");
  private static final Script ERASE = Script.load("progress-erase.lua");
  private static final String GROUP = "agentcache";
  private static final String CONSUMER = "replica";
  static final int MOST_TAKEN = 200;

  private final RedisGateway redis;
  private final ProgressConfig config;

  ProgressStreamStore(RedisGateway redis, ProgressConfig config) {
    this.redis = redis;
    this.config = config;
  }

  /**
   * Takes an update into the stream.
   *
   * @param fingerprint of what has to be the same when it is repeated
   * @return what became of it; when this fails, nothing may be promised to anybody
   */
  Uni<Accepted> accept(Report report, String fingerprint) {
    UserKey user = report.user();
    Partition partition = Partition.of(user);
    String given = report.updateId();
    List<String> keys = new ArrayList<>();
    keys.add(partition.stream());
    keys.add(partition.openBatch(user, report.type()));
    keys.add(partition.erased(user));
    if (given != null) {
      keys.add(partition.updateId(user, given));
    }
    String updateId = given == null ? "~" + UUID.randomUUID() : given;
    List<String> args =
        List.of(
            Long.toString(config.backlog()),
            Integer.toString(config.batchItems()),
            Long.toString(config.batchAge().toMillis()),
            Long.toString(config.remembered().toMillis()),
            Long.toString(config.idempotency().toMillis()),
            partition.batches(),
            partition.newBatchId(),
            user.tenant(),
            user.userId(),
            report.type(),
            Update.encode(report, updateId),
            fingerprint);
    return redis.eval(ACCEPT, keys, args).map(reply -> accepted(Objects.requireNonNull(reply)));
  }

  private static Accepted accepted(Response reply) {
    Accepted.Outcome outcome =
        Accepted.Outcome.valueOf(reply.get(0).toString().toUpperCase(Locale.ROOT));
    return reply.size() == 1
        ? Accepted.refused(outcome)
        : new Accepted(
            outcome, reply.get(1).toString(), Moment.parse(reply.get(2).toString()).millis());
  }

  /**
   * Hands out updates of a partition.
   *
   * @param claims whether those are taken over that somebody has had for too long
   * @param cursor where to go on looking for these
   */
  Uni<Taken> take(int partition, boolean claims, String cursor) {
    List<String> args =
        List.of(
            GROUP,
            CONSUMER,
            Integer.toString(MOST_TAKEN),
            Long.toString(claims ? config.claimAfter().toMillis() : 0),
            cursor);
    return redis
        .eval(TAKE, List.of(new Partition(partition).stream()), args)
        .map(reply -> taken(partition, Objects.requireNonNull(reply)));
  }

  private static Taken taken(int partition, Response reply) {
    List<Taken.Entry> entries = new ArrayList<>();
    for (Response entry : reply.get(1)) {
      Response values = entry.get(1);
      Map<String, String> fields = new HashMap<>();
      for (int i = 0; i + 1 < values.size(); i += 2) {
        fields.put(values.get(i).toString(), values.get(i + 1).toString());
      }
      entries.add(new Taken.Entry(new Update.Place(partition, entry.get(0).toString()), fields));
    }
    return new Taken(reply.get(0).toString(), entries);
  }

  /** Removes updates of one partition that have been applied. */
  Uni<Void> settle(int partition, Collection<Update> updates) {
    Partition at = new Partition(partition);
    List<String> args = new ArrayList<>();
    args.add(GROUP);
    args.add(at.batches());
    for (Update update : updates) {
      args.add(update.place().id());
      args.add(update.batchId());
    }
    return redis.eval(SETTLE, List.of(at.stream()), args).replaceWithVoid();
  }

  /** Moves an update that cannot be applied to the dead letters; false if it is not there. */
  Uni<Boolean> bury(Update.Place place, String batchId, String reason) {
    Partition at = new Partition(place.partition());
    List<String> args =
        List.of(
            GROUP,
            at.batches(),
            place.id(),
            batchId,
            reason,
            Integer.toString(config.deadLetters()));
    return redis
        .eval(BURY, List.of(at.stream(), at.deadLetters()), args)
        .map(reply -> Objects.requireNonNull(reply).toInteger() == 1);
  }

  /** What lies aside in all partitions. */
  Uni<DeadLetters> deadLetters() {
    List<Request> requests = new ArrayList<>(2 * Partition.COUNT);
    for (int i = 0; i < Partition.COUNT; i++) {
      String key = new Partition(i).deadLetters();
      requests.add(Request.cmd(Command.XLEN).arg(key));
      requests.add(Request.cmd(Command.XREVRANGE).arg(key).arg("+").arg("-").arg("COUNT").arg(1));
    }
    return redis.batch(requests).map(ProgressStreamStore::letters);
  }

  private static DeadLetters letters(List<@Nullable Response> replies) {
    DeadLetters all = DeadLetters.NONE;
    for (int i = 0; i < replies.size(); i += 2) {
      Response newest = Objects.requireNonNull(replies.get(i + 1));
      if (newest.size() > 0) {
        String id = newest.get(0).get(0).toString();
        all =
            all.and(
                new DeadLetters(
                    Objects.requireNonNull(replies.get(i)).toLong(), Moment.parse(id).millis()));
      }
    }
    return all;
  }

  /** What waits of a batch, if anything does. */
  Uni<Optional<WaitingBatch>> batch(int partition, String batchId) {
    Request request =
        Request.cmd(Command.HMGET)
            .arg(new Partition(partition).batches() + batchId)
            .arg("tenant")
            .arg("user")
            .arg("type")
            .arg("opened")
            .arg("size")
            .arg("left");
    return redis.send(request).map(reply -> Optional.ofNullable(waiting(reply)));
  }

  private static @Nullable WaitingBatch waiting(@Nullable Response reply) {
    if (reply == null || reply.get(0) == null || reply.get(5) == null) {
      return null;
    }
    if (reply.get(5).toInteger() <= 0) {
      return null;
    }
    return new WaitingBatch(
        new UserKey(reply.get(0).toString(), reply.get(1).toString()),
        reply.get(2).toString(),
        reply.get(3).toLong(),
        reply.get(4).toInteger());
  }

  /**
   * What waits in all partitions.
   *
   * @param waiting how many updates
   * @param lagMillis how long the oldest has waited; 0 when there is none
   */
  record Backlog(long waiting, long lagMillis) {}

  /** What waits now: what is settled is removed, so it is what the streams hold. */
  Uni<Backlog> backlog() {
    List<Request> requests = new ArrayList<>();
    for (int number = 0; number < Partition.COUNT; number++) {
      String stream = new Partition(number).stream();
      requests.add(Request.cmd(Command.XLEN).arg(stream));
      requests.add(Request.cmd(Command.XRANGE).arg(stream).arg("-").arg("+").arg("COUNT").arg(1));
    }
    return redis.batch(requests).map(this::backlog);
  }

  private Backlog backlog(List<@Nullable Response> replies) {
    long now = redis.epochMicros() / 1_000;
    long waiting = 0;
    long oldest = now;
    for (int i = 0; i < replies.size(); i += 2) {
      waiting += Objects.requireNonNull(replies.get(i)).toLong();
      Response first = Objects.requireNonNull(replies.get(i + 1));
      if (first.size() > 0) {
        oldest = Math.min(oldest, Moment.parse(first.get(0).get(0).toString()).millis());
      }
    }
    return new Backlog(waiting, now - oldest);
  }

  /** Forgets the dead letters of a user. */
  public Uni<ErasedLetters> erase(UserKey user) {
    Partition partition = Partition.of(user);
    return redis
        .eval(
            ERASE,
            List.of(partition.deadLetters(), partition.erased(user)),
            List.of(user.tenant(), user.userId(), Long.toString(config.idempotency().toMillis())))
        .map(Objects::requireNonNull)
        .map(reply -> new ErasedLetters(reply.get(0).toLong(), reply.get(1).toLong()));
  }
}
