package ai.agentcache.redis;

import ai.agentcache.resilience.Breaker;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import io.netty.channel.EventLoop;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The only way to Redis. Each event loop has one pipelined connection of its own; every command is
 * bounded in time; while Redis is away commands fail at once with {@link UnavailableException}, and
 * a heartbeat finds out when it is back.
 */
@Singleton
@Startup
public final class RedisGateway {

  /** How this dependency is called in errors and health. */
  public static final String NAME = "redis";

  private final Vertx vertx;
  private final Clock clock;
  private final RedisConfig config;
  private final @Nullable RedisOptions options;
  private final Breaker breaker;
  private final ConcurrentHashMap<EventLoop, RedisLink> links = new ConcurrentHashMap<>();
  private final Context spare;
  private final long heartbeatTimer;
  private volatile long latencyNanos;
  private volatile boolean reachable;
  private volatile long skewMicros;

  RedisGateway(Vertx vertx, Clock clock, RedisConfig config) {
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
    this.options = config.hosts().filter(h -> !h.isBlank()).map(RedisGateway::options).orElse(null);
    this.breaker = new Breaker(config.breakerFailures(), config.heartbeat().toNanos());
    this.spare = ((VertxInternal) vertx).createEventLoopContext();
    this.heartbeatTimer = vertx.setPeriodic(1, config.heartbeat().toMillis(), id -> heartbeat());
    if (options != null) {
      openLinks((VertxInternal) vertx, options);
    }
  }

  /** Connects every event loop, which may be done before the first request comes. */
  private void openLinks(VertxInternal loops, RedisOptions target) {
    loops
        .getEventLoopGroup()
        .forEach(
            each -> {
              ContextInternal context = loops.createEventLoopContext();
              RedisLink link =
                  links.computeIfAbsent(context.nettyEventLoop(), loop -> newLink(context, target));
              context.runOnContext(v -> link.ping());
            });
  }

  static RedisOptions options(String address) {
    RedisOptions options = new RedisOptions();
    options.setConnectionString(address.trim());
    options.setMaxPoolSize(1).setMaxPoolWaiting(1).setPoolCleanerInterval(-1);
    options.setMaxWaitingHandlers(1 << 16);
    options.getNetClientOptions().setTcpNoDelay(true).setTcpKeepAlive(true);
    return options;
  }

  /**
   * Sends one command.
   *
   * @return its answer, null for nil; fails with {@link UnavailableException}
   */
  public Uni<@Nullable Response> send(Request request) {
    return Uni.createFrom().emitter(emitter -> dispatch(request, emitter));
  }

  /** Sends commands in one flight; the answers are in their order. Fails if one of them fails. */
  public Uni<List<@Nullable Response>> batch(List<Request> requests) {
    List<Uni<@Nullable Response>> replies = new ArrayList<>(requests.size());
    requests.forEach(request -> replies.add(send(request)));
    return Uni.join().all(replies).andCollectFailures().onFailure().transform(this::unavailable);
  }

  /**
   * Runs a script, by its name if Redis knows it.
   *
   * @param keys the keys it touches; all in one hash slot
   * @param args its other arguments
   */
  public Uni<@Nullable Response> eval(Script script, List<String> keys, List<String> args) {
    return send(call(Command.EVALSHA, script.sha1(), keys, args))
        .onFailure(NoScriptException.class)
        .recoverWithUni(() -> send(call(Command.EVAL, script.body(), keys, args)));
  }

  private static Request call(
      Command command, String script, List<String> keys, List<String> args) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    args.forEach(request::arg);
    return request;
  }

  private Throwable unavailable(Throwable failure) {
    return failure instanceof UnavailableException
        ? failure
        : new UnavailableException(NAME, String.valueOf(failure.getMessage()));
  }

  /** Whether commands are let through, as of the last event. */
  public boolean reachable() {
    return reachable && breaker.state() == Breaker.State.CLOSED;
  }

  /** How long the last heartbeat took, nanoseconds. */
  public long latencyNanos() {
    return latencyNanos;
  }

  /**
   * Now by Redis' clock, microseconds since the epoch: the one clock that all replicas share.
   * Within a heartbeat's round trip; the machine's own clock while Redis has never been reached.
   */
  public long epochMicros() {
    return clock.epochMicros() + skewMicros;
  }

  private void dispatch(Request request, UniEmitter<? super @Nullable Response> emitter) {
    if (breaker.state() != Breaker.State.CLOSED) {
      emitter.fail(new UnavailableException(NAME, "breaker is open"));
      return;
    }
    forward(request, emitter);
  }

  private void forward(Request request, UniEmitter<? super @Nullable Response> emitter) {
    RedisOptions target = options;
    if (target == null) {
      emitter.fail(new UnavailableException(NAME, "no address configured"));
      return;
    }
    Context current = Vertx.currentContext();
    boolean onEventLoop = current != null && Context.isOnEventLoopThread();
    Context context = onEventLoop ? current : spare;
    EventLoop loop = ((ContextInternal) context).nettyEventLoop();
    RedisLink link = links.get(loop);
    if (link == null) {
      link = links.computeIfAbsent(loop, l -> newLink((ContextInternal) context, target));
    }
    if (onEventLoop) {
      link.send(request, emitter);
    } else {
      RedisLink other = link;
      spare.runOnContext(v -> other.send(request, emitter));
    }
  }

  private RedisLink newLink(ContextInternal context, RedisOptions target) {
    return new RedisLink(vertx, context.unwrap(), clock, breaker, target, config);
  }

  private void heartbeat() {
    long start = clock.nanos();
    if (!breaker.allows(start)) {
      return;
    }
    links.values().forEach(link -> link.home().runOnContext(v -> link.ping()));
    Uni.createFrom()
        .<@Nullable Response>emitter(emitter -> forward(Request.cmd(Command.TIME), emitter))
        .subscribe()
        .with(time -> beat(start, time), failure -> reachable = false);
  }

  private void beat(long start, @Nullable Response time) {
    latencyNanos = clock.nanos() - start;
    breaker.succeeded();
    reachable = true;
    if (time != null && time.size() == 2) {
      long theirs = time.get(0).toLong() * 1_000_000 + time.get(1).toLong();
      adjust(theirs + latencyNanos / 2_000 - clock.epochMicros());
    }
  }

  /** Small differences are noise of the network, and following them would let time go back. */
  private void adjust(long difference) {
    if (Math.abs(difference - skewMicros) > 100_000) {
      skewMicros = difference;
    }
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(heartbeatTimer);
    links.values().forEach(RedisLink::close);
  }
}
