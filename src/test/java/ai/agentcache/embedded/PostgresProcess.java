package ai.agentcache.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

/** A real PostgreSQL that can be killed and started again on its port, with its data. */
public final class PostgresProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PostgresServer server;
  private final int port;
  private Leash leash;

  /** Starts one in a new directory; its end is that of this JVM at the latest. */
  public PostgresProcess(EmbeddedConfig config) {
    Layout layout = Layout.of(config);
    layout.create();
    this.server = new PostgresServer(layout, Account.current(layout.home()));
    this.port = freePort();
    this.leash = start();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Leash start() {
    try {
      server.prepare();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Leash started = Leash.start(server.command(port), server.stopSignal(), server.log());
    Patience.until(() -> server.ready(port) || !started.alive(), PATIENCE);
    if (!server.ready(port)) {
      throw new IllegalStateException("did not start, see " + server.log());
    }
    return started;
  }

  /** The address of its database. */
  public URI address() {
    return URI.create(server.properties(port).get("quarkus.datasource.reactive.url"));
  }

  /** SIGKILL to all its processes, as if the machine had stopped. */
  public void kill() {
    leash.process().descendants().forEach(ProcessHandle::destroyForcibly);
    leash.release();
  }

  /** Starts it again after a kill, and waits until it takes connections. */
  public void revive() {
    leash = start();
  }

  @Override
  public void close() {
    kill();
  }
}
