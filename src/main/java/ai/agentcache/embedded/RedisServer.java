package ai.agentcache.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.agentcache.launch.LaunchRefusal;
import ai.agentcache.launch.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real redis-server that keeps its data. */
final class RedisServer implements Server {
  private static final int ANSWER_LIMIT_MS = 500;

  /**
   * Counters have no expiry and must not be evicted, hence volatile-lru; a title would hide the
   * arguments by which the process is known.
   */
  private static final String CONFIGURATION =
      """
      bind 127.0.0.1
      protected-mode yes
      daemonize no
      set-proc-title no
      appendonly yes
      appendfsync everysec
      save ""
      maxmemory 512mb
      maxmemory-policy volatile-lru
      """;

  private final Layout layout;
  private Path program = Path.of("redis-server");

  RedisServer(Layout layout) {
    this.layout = layout;
  }

  @Override
  public Store store() {
    return Store.REDIS;
  }

  private Path configuration() {
    return layout.redis().resolve("redis.conf");
  }

  @Override
  public String mark() {
    return configuration().toString();
  }

  @Override
  public void prepare() throws IOException {
    program = program();
    Files.writeString(configuration(), CONFIGURATION);
  }

  private Path program() throws IOException {
    for (String name : Platform.current().redis()) {
      Path candidate = Archive.of(name).program(layout.binaries(), name);
      if (Command.succeeds(candidate.toString(), "--version")) {
        return candidate;
      }
    }
    throw new LaunchRefusal(
        List.of("the embedded Redis does not run on this machine: set QUARKUS_REDIS_HOSTS"));
  }

  @Override
  public List<String> command(int port) {
    return List.of(
        program.toString(),
        mark(),
        "--port",
        Integer.toString(port),
        "--dir",
        layout.redis().toString());
  }

  @Override
  public String stopSignal() {
    return "TERM";
  }

  @Override
  public Path log() {
    return layout.redis().resolve("server.log");
  }

  @Override
  public boolean ready(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_LIMIT_MS);
      socket.setSoTimeout(ANSWER_LIMIT_MS);
      socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
      return new String(socket.getInputStream().readNBytes(5), US_ASCII).equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Map<String, String> properties(int port) {
    return Map.of(
        "quarkus.redis.hosts",
        "redis://127.0.0.1:" + port,
        store().embeddedProperty(),
        "127.0.0.1:" + port);
  }
}
