package ai.agentcache.redis;

import ai.agentcache.time.Clock;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells what changed in Redis, so that memory can be trusted. One connection receives an
 * invalidation for every key under the prefixes somebody listens to (RESP3 client-side caching in
 * broadcast mode), and our own ticks between them: a tick that has arrived proves that every change
 * before it has arrived too.
 *
 * <p>Without ticks {@link #live()} turns false and memory must not be used; when the connection is
 * lost, listeners are told to forget everything.
 */
@Singleton
@Startup
public final class KeyTracking {

  /** Who keeps copies of keys. Called on one event loop. */
  public interface Listener {
    /** The key was written, expired, evicted or deleted. */
    void changed(String key);

    /** Anything may have changed. */
    void reset();
  }

  private static final Logger LOG = Logger.getLogger(KeyTracking.class);

  private final Vertx vertx;
  private final Clock clock;
  private final RedisGateway gateway;
  private final @Nullable RedisOptions options;
  private final long silence;
  private final String channel = "agentcache:tick:" + UUID.randomUUID();
  private final List<Map.Entry<String, Listener>> listeners = new CopyOnWriteArrayList<>();
  private final Context home;
  private final long timer;
  private @Nullable Redis client;
  private long connectingSince;
  private boolean refused;
  private volatile long lastTick;
  private volatile boolean everTicked;

  KeyTracking(Vertx vertx, Clock clock, RedisGateway gateway, RedisConfig config) {
    this.vertx = vertx;
    this.clock = clock;
    this.gateway = gateway;
    this.silence = config.trackingSilence().toNanos();
    this.options =
        config.tracking()
            ? config.hosts().filter(h -> !h.isBlank()).map(RedisGateway::options).orElse(null)
            : null;
    this.home = ((VertxInternal) vertx).createEventLoopContext();
    long period = config.heartbeat().toMillis();
    this.timer = vertx.setPeriodic(1, period, id -> home.runOnContext(v -> beat()));
  }

  /** Registers a listener for all keys that begin with the prefix. Call while starting. */
  public void listen(String prefix, Listener listener) {
    listeners.add(Map.entry(prefix, listener));
    home.runOnContext(v -> drop());
  }

  /** Whether every change up to a moment ago has been told. */
  public boolean live() {
    return live(clock.nanos());
  }

  /** The same for a caller who knows what time it is. */
  public boolean live(long now) {
    return everTicked && now - lastTick < silence;
  }

  private void beat() {
    RedisOptions target = options;
    if (target == null || refused || listeners.isEmpty()) {
      return;
    }
    if (client == null) {
      connect(target);
    } else if (!live() && clock.nanos() - connectingSince > 3 * silence) {
      drop();
    } else {
      gateway
          .send(Request.cmd(Command.PUBLISH).arg(channel).arg("t"))
          .subscribe()
          .with(ok -> {}, failure -> {});
    }
  }

  private void connect(RedisOptions target) {
    Redis fresh = Redis.createClient(vertx, new RedisOptions(target));
    client = fresh;
    connectingSince = clock.nanos();
    fresh
        .connect()
        .compose(connection -> track(fresh, connection))
        .onFailure(failure -> failed(fresh, failure));
  }

  private io.vertx.core.Future<Void> track(Redis owner, RedisConnection connection) {
    connection.exceptionHandler(e -> lost(owner)).endHandler(v -> lost(owner));
    Request tracking = Request.cmd(Command.CLIENT).arg("TRACKING").arg("ON").arg("BCAST");
    listeners.forEach(entry -> tracking.arg("PREFIX").arg(entry.getKey()));
    connection.handler(push -> home.runOnContext(v -> received(owner, push)));
    // The channel comes last: from then on nothing but pushes arrives, and a command that still
    // waited for its answer would be taken for the receiver of a push.
    return connection
        .send(tracking)
        .compose(ok -> connection.send(Request.cmd(Command.SUBSCRIBE).arg(channel)))
        .mapEmpty();
  }

  private void failed(Redis owner, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.startsWith("ERR")) {
      LOG.warnf("Redis cannot track keys (%s): nothing is served from memory", message);
      refused = true;
    }
    lost(owner);
  }

  private void lost(Redis owner) {
    home.runOnContext(
        v -> {
          if (owner == client) {
            drop();
          }
        });
  }

  private void drop() {
    everTicked = false;
    listeners.forEach(entry -> entry.getValue().reset());
    Redis old = client;
    client = null;
    if (old != null) {
      old.close();
    }
  }

  private void received(Redis owner, @Nullable Response push) {
    if (owner != client || push == null || push.size() < 2) {
      return;
    }
    switch (push.get(0).toString()) {
      case "message" -> ticked();
      case "invalidate" -> invalidated(push.get(1));
      default -> {}
    }
  }

  private void ticked() {
    lastTick = clock.nanos();
    everTicked = true;
  }

  private void invalidated(@Nullable Response keys) {
    if (keys == null) {
      listeners.forEach(entry -> entry.getValue().reset());
      return;
    }
    for (Response key : keys) {
      tell(key.toString());
    }
  }

  private void tell(String key) {
    for (Map.Entry<String, Listener> entry : listeners) {
      if (key.startsWith(entry.getKey())) {
        entry.getValue().changed(key);
      }
    }
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
    home.runOnContext(v -> drop());
  }
}
