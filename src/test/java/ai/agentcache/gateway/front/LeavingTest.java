package ai.agentcache.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.FakeProviders;
import ai.agentcache.fakes.Behaviour;
import ai.agentcache.fakes.Ending;
import ai.agentcache.fakes.FakeLlm;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clients that go away in the middle of an answer. */
@QuarkusTest
class LeavingTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Asks for a stream, waits for its first bytes and hangs up. */
  private static void askAndLeave(String prompt, String control) throws IOException {
    String body =
        "{\"model\":\"local:slow\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(prompt);
    String head =
        """
        POST /v1/chat/completions HTTP/1.1\r
        Host: localhost\r
        X-API-Key: ac_demo_test123\r
        Content-Type: application/json\r
        Cache-Control: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(control, body.length());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf("data: {") < 0) {
        int unit = in.read();
        assertTrue(unit >= 0, () -> "it ended: " + seen);
        seen.append((char) unit);
      }
    }
  }

  private static Ending askSlowlyAndLeave(String control, Duration patience) throws IOException {
    try (FakeLlm fake = FakeLlm.start(FakeProviders.port())) {
      fake.always(Behaviour.text("a", " b", " c", " d", " e", " f").pause(Duration.ofMillis(250)));
      askAndLeave("leave " + UUID.randomUUID(), control);
      return fake.calls().last().awaitEnd(patience);
    }
  }

  @Test
  void stream_thatMayNotBeStored_isEndedUpstreamWithinASecond() throws IOException {
    assertEquals(Ending.Kind.ABORTED, askSlowlyAndLeave("no-store", SECOND).kind());
  }

  @Test
  void stream_thatIsPaidFor_isFinished() throws IOException {
    assertEquals(
        Ending.Kind.COMPLETED, askSlowlyAndLeave("max-age=60", SECOND.multipliedBy(5)).kind());
  }
}
