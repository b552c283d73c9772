package ai.agentcache.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A TCP proxy on loopback that fails on demand. It passes bytes until one of its modes is switched
 * on; the last one switched on counts. Its port stays the same all its life.
 */
final class FaultProxy implements AutoCloseable {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final int target;
  private final int port;
  private final Gate gate = new Gate();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private ServerSocket listening;
  private Thread acceptor;

  private FaultProxy(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 1024, LOOPBACK);
    this.port = listening.getLocalPort();
    this.acceptor = accept(listening);
  }

  /** A proxy in front of a port of this machine. */
  static FaultProxy to(int target) {
    try {
      return new FaultProxy(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens on loopback. */
  int port() {
    return port;
  }

  /** How many connections are open. */
  int connections() {
    return connections.size();
  }

  /** Forwards everything; what was frozen goes on, what was silenced stays silent. */
  void pass() {
    become(new Traffic.Passed());
  }

  /** Forwards every piece later, both ways. */
  void delay(Duration by) {
    become(new Traffic.Delayed(by));
  }

  /** Accepts and keeps connections, old and new, but forwards nothing. */
  void freeze() {
    become(new Traffic.Frozen());
  }

  /** Forwards no faster than this, for each connection and direction. */
  void limit(long bytesPerSecond) {
    become(new Traffic.Limited(bytesPerSecond));
  }

  /** Closes each connection after so many more bytes from the target. */
  void cutAfter(long bytes) {
    become(new Traffic.CutAfter(bytes));
    connections.forEach(connection -> connection.cutAfter(bytes));
  }

  /** Swallows for ever all that the connections of now say, both ways; new ones work. */
  int silence() {
    return silence(connection -> true);
  }

  /** The same for those connections whose client said this text among its first bytes. */
  int silenceThoseThatSaid(String text) {
    return silence(connection -> connection.hasSaid(text));
  }

  private int silence(Predicate<ProxiedConnection> which) {
    List<ProxiedConnection> silenced = connections.stream().filter(which).toList();
    silenced.forEach(ProxiedConnection::silence);
    pass();
    return silenced.size();
  }

  /** Ends all connections with RST, new ones as well. */
  void reset() {
    become(new Traffic.Reset());
    connections.forEach(ProxiedConnection::reset);
  }

  /** Ends all connections and closes the port, as if the target's process were gone. */
  synchronized void refuse() {
    closeListener();
    connections.forEach(ProxiedConnection::close);
    gate.become(new Traffic.Passed());
  }

  private synchronized void become(Traffic next) {
    gate.become(next);
    if (listening.isClosed()) {
      listenAgain();
    }
  }

  private void listenAgain() {
    try {
      listening = new ServerSocket(port, 1024, LOOPBACK);
      acceptor = accept(listening);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Thread accept(ServerSocket socket) {
    return ProxiedConnection.daemon("proxy " + port, () -> acceptUntilClosed(socket));
  }

  private void acceptUntilClosed(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        connect(socket.accept(), socket);
      } catch (IOException e) {
        // Either the port was closed, which ends the loop, or this one client has gone again.
      }
    }
  }

  private void connect(Socket client, ServerSocket by) throws IOException {
    try {
      var connection =
          new ProxiedConnection(client, new Socket(LOOPBACK, target), gate, connections);
      if (gate.now() instanceof Traffic.Reset) {
        connection.reset();
        return;
      }
      connection.start();
      // A mode that was switched on meanwhile has not seen this connection.
      if (gate.now() instanceof Traffic.Reset) {
        connection.reset();
      } else if (by.isClosed()) {
        connection.close();
      }
    } catch (IOException e) {
      client.close();
    }
  }

  /** A port is open until nobody accepts on it any more. */
  private void closeListener() {
    try {
      listening.close();
      acceptor.join();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() {
    refuse();
  }
}
