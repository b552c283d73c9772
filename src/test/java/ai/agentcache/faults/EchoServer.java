package ai.agentcache.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The least HTTP server that a load can be tried on: it answers each body with itself. */
final class EchoServer implements AutoCloseable {

  private final ServerSocket listening;
  private final AtomicInteger served = new AtomicInteger();
  private volatile int stalling = -1;
  private volatile Duration stall = Duration.ZERO;

  EchoServer() {
    try {
      listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ProxiedConnection.daemon("accept", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  int served() {
    return served.get();
  }

  /** Answers the n-th request this much later. */
  void stallAt(int request, Duration by) {
    stall = by;
    stalling = request;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        client.setTcpNoDelay(true);
        ProxiedConnection.daemon("echo", () -> serve(client));
      } catch (IOException e) {
        // Closed, which ends the loop.
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream())) {
      while (true) {
        String body = new String(in.readNBytes(length(in)), StandardCharsets.UTF_8);
        if (served.incrementAndGet() == stalling) {
          TimeUnit.NANOSECONDS.sleep(stall.toNanos());
        }
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException | InterruptedException e) {
      // The client has gone.
    }
  }

  private static int length(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("end");
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:") + "content-length:".length();
    return Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)).strip());
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
