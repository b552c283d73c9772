package ai.agentcache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import redis.embedded.RedisServer;

/** A redis-server of one test, empty, on a free port of loopback. */
public final class TestRedis implements AutoCloseable {

  private final RedisServer server;
  private final int port;

  public TestRedis() throws IOException {
    this.port = freePort();
    this.server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
    server.start();
  }

  /** An address where nothing listens. */
  public static String nowhere() throws IOException {
    return "redis://127.0.0.1:" + freePort();
  }

  public String address() {
    return "redis://127.0.0.1:" + port;
  }

  /** Forgets everything, scripts included. */
  public void flush() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("FLUSHALL\r\nSCRIPT FLUSH\r\n".getBytes(US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("+OK\r\n+OK\r\n".length());
      if (answer[0] != '+' || answer[5] != '+') {
        throw new IOException(new String(answer, US_ASCII));
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
