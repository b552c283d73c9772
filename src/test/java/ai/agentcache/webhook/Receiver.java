package ai.agentcache.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Somebody who is told, over real HTTP. */
final class Receiver implements AutoCloseable {

  /** What a receiver does with a message. */
  interface Manner {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** A message as it came. */
  record Received(String path, Map<String, List<String>> headers, String body, long nanos) {
    String header(String name) {
      return Objects.requireNonNull(headers.get(name), name).get(0);
    }

    String id() {
      return header("Webhook-id");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Function<Integer, Manner> manners = count -> status(204);

  Receiver() {
    this(0);
  }

  Receiver(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int count;
    synchronized (received) {
      received.add(
          new Received(
              exchange.getRequestURI().getPath(),
              Map.copyOf(exchange.getRequestHeaders()),
              body,
              System.nanoTime()));
      count = received.size();
    }
    try (exchange) {
      manners.apply(count).answer(exchange);
    }
  }

  /** Behaves so from now on, by the number of the message. */
  Receiver answering(Function<Integer, Manner> next) {
    manners = next;
    return this;
  }

  static Manner status(int status, String... header) {
    return exchange -> {
      for (int i = 0; i < header.length; i += 2) {
        exchange.getResponseHeaders().add(header[i], header[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Sends so many bytes, in pieces of 64 KiB, as far as they are taken. */
  static Manner huge(long bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes);
      OutputStream out = exchange.getResponseBody();
      byte[] piece = new byte[65_536];
      for (long sent = 0; sent < bytes; sent += piece.length) {
        out.write(piece);
      }
    };
  }

  static Manner after(long millis, Manner then) {
    return exchange -> {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      then.answer(exchange);
    };
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
