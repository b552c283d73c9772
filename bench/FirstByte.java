import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the first byte of a streamed answer takes, from two servers in turn. {@code java
 * FirstByte.java COUNT BODY KEY URL URL} prints the two medians, milliseconds; {@code @@} in the
 * body becomes a number that is never the same.
 */
public final class FirstByte {

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int WARM_UP = 300;

  private final Socket socket;
  private final InputStream in;
  private final String head;
  private final List<Double> millis = new ArrayList<>();

  private FirstByte(URI url, String key) throws IOException {
    socket = new Socket(url.getHost(), url.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(5_000);
    in = new BufferedInputStream(socket.getInputStream());
    head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
            .formatted(url.getPath(), url.getAuthority())
            + "Authorization: Bearer %s\r\nCache-Control: no-store\r\n".formatted(key);
  }

  private double ask(String body) throws IOException {
    String request = head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    long start = System.nanoTime();
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String said = skip(HEAD_END);
    if (!said.startsWith("HTTP/1.1 200") || in.read() < 0) {
      throw new IOException(said);
    }
    double took = (System.nanoTime() - start) / 1e6;
    skip(LAST_CHUNK);
    return took;
  }

  /** Reads up to and with these bytes. */
  private String skip(byte[] end) throws IOException {
    StringBuilder read = new StringBuilder();
    int matched = 0;
    while (matched < end.length) {
      int unit = in.read();
      if (unit < 0) {
        throw new IOException("the answer broke off: " + read);
      }
      read.append((char) unit);
      matched = unit == end[matched] ? matched + 1 : unit == end[0] ? 1 : 0;
    }
    return read.toString();
  }

  private double median() {
    List<Double> sorted = millis.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[0]);
    List<FirstByte> servers = new ArrayList<>();
    for (int i = 3; i < args.length; i++) {
      servers.add(new FirstByte(URI.create(args[i]), args[2]));
    }
    for (int n = -WARM_UP; n < count; n++) {
      for (FirstByte server : servers) {
        double took = server.ask(args[1].replace("@@", Long.toString(System.nanoTime())));
        if (n >= 0) {
          server.millis.add(took);
        }
      }
    }
    for (FirstByte server : servers) {
      System.out.printf("%.3f ", server.median());
      server.socket.close();
    }
    System.out.println();
  }
}
