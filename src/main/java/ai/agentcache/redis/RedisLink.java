package ai.agentcache.redis;

import ai.agentcache.resilience.Breaker;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one pipelined connection of one event loop. Commands are answered in the order they were
 * sent, so a command that its caller has given up keeps its place and nobody gets another's answer.
 *
 * <p>Everything here runs on that event loop; nothing is locked. One timer looks after all
 * deadlines: they fall due in the order of sending.
 *
 * <p>Reads of single values that are asked for in one turn of the event loop go out in one write: a
 * system call for each was a seventh of what a look-up cost.
 */
final class RedisLink {

  private static final long TICK_MILLIS = 20;

  private final Vertx vertx;
  private final Context home;
  private final Clock clock;
  private final Breaker breaker;
  private final RedisOptions options;
  private final long timeout;
  private final long connectTimeout;
  private final long silence;
  private final long retryAfter;
  private final int maxInFlight;
  private final ArrayDeque<PendingCommand> pending = new ArrayDeque<>();
  private List<PendingCommand> gathered = new ArrayList<>();

  private @Nullable Redis client;
  private @Nullable RedisConnection connection;
  private long connectingSince;
  private long lastFailure;
  private boolean failedBefore;
  private long timer;

  RedisLink(
      Vertx vertx,
      Context home,
      Clock clock,
      Breaker breaker,
      RedisOptions options,
      RedisConfig config) {
    this.vertx = vertx;
    this.home = home;
    this.clock = clock;
    this.breaker = breaker;
    this.options = options;
    this.timeout = config.commandTimeout().toNanos();
    this.connectTimeout = config.connectTimeout().toNanos();
    this.silence = config.silenceTimeout().toNanos();
    this.retryAfter = config.heartbeat().toNanos();
    this.maxInFlight = config.maxInFlight();
    home.runOnContext(v -> timer = vertx.setPeriodic(TICK_MILLIS, id -> tick()));
  }

  /** Runs on the event loop of this link. */
  void send(Request request, UniEmitter<? super @Nullable Response> emitter) {
    long now = clock.nanos();
    PendingCommand command = new PendingCommand(this, request, emitter, now);
    if (pending.size() >= maxInFlight) {
      command.abandon("too many commands in flight");
      return;
    }
    RedisConnection open = connection;
    if (open == null && client == null && !connect(now)) {
      command.abandon("no connection");
      return;
    }
    pending.addLast(command);
    if (open != null) {
      write(open, command);
    }
  }

  private void write(RedisConnection open, PendingCommand command) {
    if (!command.isSingleRead()) {
      flush();
      open.send(command.request).onComplete(command);
      return;
    }
    gathered.add(command);
    if (gathered.size() == 1) {
      home.runOnContext(v -> flush());
    }
  }

  /** Sends what this turn has gathered. */
  private void flush() {
    RedisConnection open = connection;
    List<PendingCommand> commands = gathered;
    if (commands.isEmpty() || open == null) {
      return;
    }
    gathered = new ArrayList<>();
    if (commands.size() == 1) {
      open.send(commands.get(0).request).onComplete(commands.get(0));
      return;
    }
    List<Request> requests = new ArrayList<>(commands.size());
    commands.forEach(command -> requests.add(command.request));
    open.batch(requests).onComplete(result -> distribute(open, commands, result));
  }

  /** One error fails a whole batch, so that each has to be asked for its own answer again. */
  private static void distribute(
      RedisConnection open, List<PendingCommand> commands, AsyncResult<List<Response>> result) {
    if (result.failed()) {
      commands.forEach(command -> open.send(command.request).onComplete(command));
      return;
    }
    for (int i = 0; i < commands.size(); i++) {
      commands.get(i).handle(Future.succeededFuture(result.result().get(i)));
    }
  }

  /** The context whose event loop this link lives on. */
  Context home() {
    return home;
  }

  private boolean connect(long now) {
    if (failedBefore && now - lastFailure < retryAfter) {
      return false;
    }
    Redis fresh = Redis.createClient(vertx, new RedisOptions(options));
    client = fresh;
    connectingSince = now;
    home.runOnContext(v -> fresh.connect().onComplete(result -> connected(fresh, result)));
    return true;
  }

  private void connected(Redis fresh, AsyncResult<RedisConnection> result) {
    if (fresh != client) {
      fresh.close();
      return;
    }
    if (result.failed()) {
      breaker.failed(clock.nanos());
      drop("cannot connect: " + result.cause().getMessage());
      return;
    }
    RedisConnection open = result.result();
    connection = open;
    failedBefore = false;
    open.exceptionHandler(e -> lost(fresh, "connection failed"));
    open.endHandler(v -> lost(fresh, "connection closed"));
    for (PendingCommand command : List.copyOf(pending)) {
      open.send(command.request).onComplete(command);
    }
  }

  private void lost(Redis which, String reason) {
    if (which == client) {
      drop(reason);
    }
  }

  private void drop(String reason) {
    Redis old = client;
    client = null;
    connection = null;
    failedBefore = true;
    lastFailure = clock.nanos();
    ArrayDeque<PendingCommand> orphans = new ArrayDeque<>(pending);
    pending.clear();
    gathered = new ArrayList<>();
    if (old != null) {
      old.close();
    }
    orphans.forEach(command -> command.abandon(reason));
  }

  /** Called by a command when its answer, or the end of its connection, has come. */
  void answered(PendingCommand command, AsyncResult<Response> result) {
    while (!pending.isEmpty() && pending.peekFirst().answered()) {
      pending.removeFirst();
    }
    if (!command.waiting()) {
      return;
    }
    if (result.succeeded() || PendingCommand.spokeItself(result.cause())) {
      breaker.succeeded();
    } else {
      breaker.failed(clock.nanos());
    }
  }

  private void tick() {
    if (client == null && pending.isEmpty()) {
      return;
    }
    long now = clock.nanos();
    for (PendingCommand command : overdue(now)) {
      breaker.failed(now);
      command.abandon("no answer in time");
    }
    if (stuck(now)) {
      drop("connection is silent");
    }
  }

  /** A copy, because a caller who is let go may send again at once. */
  private List<PendingCommand> overdue(long now) {
    List<PendingCommand> overdue = List.of();
    for (PendingCommand command : pending) {
      if (now - command.sentAt < timeout) {
        break;
      }
      if (command.waiting()) {
        if (overdue.isEmpty()) {
          overdue = new ArrayList<>();
        }
        overdue.add(command);
      }
    }
    return overdue;
  }

  private boolean stuck(long now) {
    if (connection == null) {
      return client != null && now - connectingSince > connectTimeout;
    }
    PendingCommand oldest = pending.peekFirst();
    return oldest != null && now - oldest.sentAt > silence;
  }

  /** Keeps a quiet connection warm and notices when it is dead. */
  void ping() {
    send(Request.cmd(Command.PING), IgnoredReply.INSTANCE);
  }

  /** Closes the connection; what waits for an answer fails. */
  void close() {
    home.runOnContext(
        v -> {
          vertx.cancelTimer(timer);
          drop("closing");
        });
  }
}
