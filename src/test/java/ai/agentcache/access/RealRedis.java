package ai.agentcache.access;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.TestGateways;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import redis.embedded.RedisServer;

/**
 * A redis-server of this test alone, on a free port of loopback, that can die and come back with
 * its data.
 */
final class RealRedis implements AutoCloseable {

  private final int port = freePort();
  private final Path directory = directory();
  private final Vertx vertx = Vertx.vertx();
  private RedisServer server = start();

  /** A gateway as one replica has it, once it has reached the server. */
  RedisGateway gateway() {
    RedisGateway gateway = TestGateways.open(vertx, "redis://127.0.0.1:" + port);
    until(gateway::reachable);
    return gateway;
  }

  void die() throws IOException {
    server.stop();
  }

  void comeBack() {
    server = start();
  }

  /** Waits for a moment that has to come; a few seconds at most. */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within 10 s");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.stop();
    Files.deleteIfExists(directory.resolve("appendonly.aof"));
    Files.deleteIfExists(directory);
  }

  private RedisServer start() {
    try {
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
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("limits");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
