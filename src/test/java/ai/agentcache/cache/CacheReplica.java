package ai.agentcache.cache;

import ai.agentcache.cache.flight.Answer;
import ai.agentcache.cache.flight.LeaseStore;
import ai.agentcache.cache.flight.Piece;
import ai.agentcache.redis.KeyTracking;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.TestGateways;
import ai.agentcache.time.Clock;
import ai.agentcache.time.SystemClock;
import ai.agentcache.usage.Dimensions;
import ai.agentcache.usage.TestUsage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One replica of the service, as far as the cache goes. */
final class CacheReplica implements AutoCloseable {

  /** Of all replicas, for their upstreams answer to several of them; it ends with the process. */
  static final Vertx VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(4));

  final TestUsage usage = new TestUsage();
  final RedisGateway redis;
  final KeyTracking tracking;
  final Shelf shelf;
  final Computing computing;
  final ResponseCache cache;

  /**
   * @param settings those under {@code agentcache.cache.} that are not the usual ones
   */
  CacheReplica(String address, Map<String, String> settings) {
    Clock clock = new SystemClock();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    CacheConfig config = config(settings);
    this.redis = TestGateways.open(VERTX, address);
    this.tracking = TestGateways.tracking(VERTX, redis, address);
    Generations generations = new Generations();
    Offload offload = new Offload(VERTX, config);
    this.shelf =
        new Shelf(
            new NearCache(tracking, generations, config, registry),
            new EntryStore(redis),
            new Cutoffs(new CutoffStore(redis, config), redis, tracking, generations),
            generations,
            offload,
            redis,
            usage.recorder(),
            config,
            registry);
    AnswerWriter writer = new AnswerWriter(shelf, offload, usage.recorder(), config);
    this.computing =
        new Computing(VERTX, clock, shelf, writer, new LeaseStore(redis), config, registry);
    Refresher refresher = new Refresher(clock, shelf, computing, config);
    this.cache =
        new ResponseCache(
            new Sharing(shelf, computing, refresher, writer, usage.recorder(), clock), config);
  }

  /** One that has reached its Redis. */
  static CacheReplica reaching(String address, Map<String, String> settings) {
    CacheReplica replica = new CacheReplica(address, settings);
    Caller.until(() -> replica.redis.reachable() && replica.tracking.live());
    return replica;
  }

  static CacheConfig config(Map<String, String> settings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(CacheConfig.class);
    settings.forEach((name, value) -> builder.withDefaultValue("agentcache.cache." + name, value));
    return builder.build().getConfigMapping(CacheConfig.class);
  }

  static Ask ask(CacheKey key, Terms terms) {
    Dimensions by =
        new Dimensions(
            Entries.TENANT, key.namespace(), key.provider(), key.model(), Dimensions.NONE);
    return new Ask(key, by, terms);
  }

  Ask ask(CacheKey key) {
    return ask(key, cache.terms());
  }

  /** Has an answer stored that was computed so many seconds ago. */
  void seed(CacheKey key, String event, int ageSeconds, int ttlSeconds) {
    seed(key, event, ageSeconds, ttlSeconds, List.of());
  }

  void seed(CacheKey key, String event, int ageSeconds, int ttlSeconds, List<String> tags) {
    Piece.End end = new Piece.End(true, Upstream.TOKENS, Upstream.COST);
    Answer answer = new Answer(Upstream.HEAD, List.of(Upstream.json(event)), end);
    Entry entry =
        new Entry(
            key,
            ask(key).dimensions(),
            RecordedAnswer.write(answer, 10).orElseThrow(),
            shelf.now() - ageSeconds * 1_000_000L,
            ttlSeconds,
            tags,
            Upstream.TOKENS,
            true,
            Upstream.COST);
    shelf.write(entry, 3_600).await().atMost(Caller.PATIENCE);
  }

  /** Sends a command of the test. */
  @Nullable Response send(Command command, String... args) {
    Request request = Request.cmd(command);
    for (String arg : args) {
      request.arg(arg);
    }
    Uni<@Nullable Response> reply = redis.send(request);
    return reply.await().atMost(Caller.PATIENCE);
  }

  /** How many leases there are. */
  int leases() {
    Response keys = send(Command.KEYS, "agentcache:lease:*");
    return keys == null ? 0 : keys.size();
  }

  /** The number that a command answers with. */
  long number(Command command, String... args) {
    Response number = send(command, args);
    return number == null ? 0 : number.toLong();
  }

  /** Whether the entry of a key is in Redis. */
  boolean isStored(CacheKey key) {
    return number(Command.EXISTS, key.redisKey(Entries.TENANT)) == 1;
  }

  @Override
  public void close() {
    TestGateways.close(redis, tracking);
  }
}
