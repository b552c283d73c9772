package ai.agentcache.usage;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.TestGateways;
import ai.agentcache.time.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** A redis-server for the tests of this package, that can end and come back with its data. */
final class UsageRedis implements AutoCloseable {

  private final int port;
  private final Path directory;
  private final Vertx vertx = Vertx.vertx();
  private RedisServer server;

  UsageRedis() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = socket.getLocalPort();
    }
    this.directory = Files.createTempDirectory("usage");
    this.server = start();
  }

  /** One replica of the service, as far as usage goes. */
  Replica replica(Clock clock, Map<String, String> settings) {
    RedisGateway gateway = TestGateways.open(vertx, "redis://127.0.0.1:" + port);
    until(gateway::reachable);
    UsageConfig config = Samples.config(settings);
    UsageMetrics metrics = new UsageMetrics(new SimpleMeterRegistry());
    UsageRecorder recorder = new UsageRecorder(clock, metrics, config);
    UsageStore store = new UsageStore(gateway, clock, config);
    UsageFlusher flusher = new UsageFlusher(vertx, recorder, store, metrics, config);
    return new Replica(gateway, recorder, store, flusher, new UsageHistory(flusher, store, clock));
  }

  record Replica(
      RedisGateway gateway,
      UsageRecorder recorder,
      UsageStore store,
      UsageFlusher flusher,
      UsageHistory history) {}

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within 10 s");
      }
      Thread.onSpinWait();
    }
  }

  void end() throws IOException {
    server.stop();
  }

  void comeBack() throws IOException {
    server = start();
  }

  private RedisServer start() throws IOException {
    RedisServer fresh =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly yes")
            .setting("dir " + directory)
            .build();
    fresh.start();
    return fresh;
  }

  @Override
  public void close() throws IOException {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.stop();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
