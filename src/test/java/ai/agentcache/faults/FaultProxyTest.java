package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every mode of the proxy, in front of a server that echoes. */
class FaultProxyTest {

  private static final int PATIENCE_MILLIS = 3000;
  private static final int SHORT_MILLIS = 200;

  private ServerSocket echo;
  private FaultProxy proxy;

  FaultProxyTest() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    proxy = FaultProxy.to(echo.getLocalPort());
  }

  @BeforeEach
  void startEcho() {
    ProxiedConnection.daemon("echo", this::acceptAll);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void pass_anyBytes_comeBackUnchanged() throws IOException {
    byte[] sent = new byte[100_000];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) (i * 31);
    }
    try (Socket client = connect()) {
      ProxiedConnection.daemon("writer", () -> say(client, sent));
      assertArrayEquals(sent, client.getInputStream().readNBytes(sent.length));
    }
  }

  @Test
  void delay_aRoundTrip_takesTwiceTheDelay() throws IOException {
    try (Socket client = connect()) {
      assertTrue(roundTripMillis(client) < 150);
      proxy.delay(Duration.ofMillis(100));
      long slow = roundTripMillis(client);
      assertTrue(slow >= 200 && slow < 500, () -> slow + " ms");
      proxy.pass();
      assertTrue(roundTripMillis(client) < 150);
    }
  }

  @Test
  void freeze_oldAndNewConnections_areAcceptedAndHearNothingUntilThawed() throws IOException {
    try (Socket old = connect()) {
      roundTrip(old, "before");
      proxy.freeze();
      try (Socket young = connect()) {
        assertSilent(old, "one");
        assertSilent(young, "two");
        proxy.pass();
        assertEquals("one", hear(old, 3));
        assertEquals("two", hear(young, 3));
      }
    }
  }

  @Test
  void silence_oldConnections_areDeadForEverWhileNewOnesWork() throws IOException {
    try (Socket old = connect()) {
      roundTrip(old, "before");
      assertEquals(1, proxy.silence());
      try (Socket young = connect()) {
        roundTrip(young, "works");
      }
      assertSilent(old, "one");
      proxy.pass();
      assertSilent(old, "two");
    }
  }

  @Test
  void silenceThoseThatSaid_twoConnections_onlyTheNamedOneIsDead() throws IOException {
    try (Socket named = connect();
        Socket other = connect()) {
      roundTrip(named, "HELLO TRACKING");
      roundTrip(other, "HELLO");
      assertEquals(1, proxy.silenceThoseThatSaid("TRACKING"));
      assertSilent(named, "x");
      roundTrip(other, "y");
    }
  }

  @Test
  void reset_oldAndNewConnections_endWithRst() throws IOException {
    try (Socket old = connect()) {
      roundTrip(old, "before");
      proxy.reset();
      assertThrows(SocketException.class, () -> old.getInputStream().read());
      assertThrows(IOException.class, () -> roundTrip(connect(), "refused"));
    }
    proxy.pass();
    roundTrip(connect(), "after");
  }

  @Test
  void refuse_thenPass_theSamePortWorksAgain() throws IOException {
    try (Socket old = connect()) {
      roundTrip(old, "before");
      proxy.refuse();
      assertThrows(IOException.class, () -> roundTrip(old, "gone"));
      assertThrows(ConnectException.class, this::connect);
      assertEquals(0, proxy.connections());
    }
    proxy.pass();
    roundTrip(connect(), "after");
  }

  @Test
  void cutAfter_moreThanThatComes_exactlySoMuchIsDelivered() throws IOException {
    try (Socket client = connect()) {
      roundTrip(client, "not counted");
      proxy.cutAfter(4);
      say(client, "abcdefgh".getBytes(StandardCharsets.UTF_8));
      assertEquals("abcd", hear(client, 8));
    }
  }

  @Test
  void limit_twoPieces_takeAsLongAsTheRateSays() throws IOException {
    try (Socket client = connect()) {
      proxy.limit(100_000);
      long start = System.nanoTime();
      say(client, new byte[10_000]);
      assertEquals(10_000, client.getInputStream().readNBytes(10_000).length);
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis >= 190 && millis < 1000, () -> millis + " ms");
    }
  }

  private void acceptAll() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        ProxiedConnection.daemon("echo", () -> echo(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      // The end of a client that was cut.
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static long roundTripMillis(Socket socket) throws IOException {
    long start = System.nanoTime();
    roundTrip(socket, "ping");
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void roundTrip(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    String heard = hear(socket, text.length());
    if (!heard.equals(text)) {
      throw new EOFException("heard only '" + heard + "'");
    }
  }

  private static void assertSilent(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.setSoTimeout(SHORT_MILLIS);
    assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  private static String hear(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void say(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
