package ai.agentcache.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One client of a proxy, its connection to the target, and a thread for each direction. */
final class ProxiedConnection {

  private static final int OPENING = 4096;

  private final Socket client;
  private final Socket target;
  private final Gate gate;
  private final Set<ProxiedConnection> open;
  private final ByteArrayOutputStream opening = new ByteArrayOutputStream();
  private volatile boolean silent;
  private volatile long untilCut;

  ProxiedConnection(Socket client, Socket target, Gate gate, Set<ProxiedConnection> open)
      throws IOException {
    this.client = client;
    this.target = target;
    this.gate = gate;
    this.open = open;
    this.untilCut = gate.now() instanceof Traffic.CutAfter cut ? cut.bytes() : Long.MAX_VALUE;
    client.setTcpNoDelay(true);
    target.setTcpNoDelay(true);
  }

  static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  void start() {
    open.add(this);
    daemon("to target", () -> pump(client, target));
    daemon("to client", () -> pump(target, client));
  }

  void silence() {
    silent = true;
  }

  void cutAfter(long bytes) {
    untilCut = bytes;
  }

  /** Whether this text is among the first bytes that the client sent. */
  boolean hasSaid(String text) {
    synchronized (opening) {
      return opening.toString(StandardCharsets.ISO_8859_1).contains(text);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] piece = new byte[16 * 1024];
    try {
      for (int n = from.getInputStream().read(piece);
          n > 0;
          n = from.getInputStream().read(piece)) {
        remember(from, piece, n);
        forward(piece, n, to);
      }
    } catch (IOException | InterruptedException e) {
      // The connection has ended, which is all that a proxy can do about it as well.
    } finally {
      ended(from);
    }
  }

  /** The end of the target is one more thing that a silenced client does not hear. */
  private void ended(Socket from) {
    if (from == client || !silent) {
      close();
    }
  }

  private void remember(Socket from, byte[] piece, int length) {
    if (from == client) {
      synchronized (opening) {
        opening.write(piece, 0, Math.min(length, OPENING - Math.min(OPENING, opening.size())));
      }
    }
  }

  private void forward(byte[] piece, int length, Socket to)
      throws IOException, InterruptedException {
    Traffic traffic = gate.thawed();
    if (traffic instanceof Traffic.Delayed delayed) {
      TimeUnit.NANOSECONDS.sleep(delayed.by().toNanos());
    } else if (traffic instanceof Traffic.Limited limited) {
      TimeUnit.NANOSECONDS.sleep(1_000_000_000L * length / limited.bytesPerSecond());
    }
    if (!silent) {
      write(piece, length, to, traffic);
    }
  }

  private void write(byte[] piece, int length, Socket to, Traffic traffic) throws IOException {
    if (traffic instanceof Traffic.CutAfter && to == client) {
      writeUntilCut(piece, length);
    } else {
      to.getOutputStream().write(piece, 0, length);
    }
  }

  private void writeUntilCut(byte[] piece, int length) throws IOException {
    int allowed = (int) Math.min(untilCut, length);
    client.getOutputStream().write(piece, 0, allowed);
    cutAfter(untilCut - allowed);
    if (untilCut == 0) {
      close();
    }
  }

  void reset() {
    try {
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // Already closed.
    }
    close();
  }

  void close() {
    open.remove(this);
    try {
      client.close();
      target.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
