package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The load driver against a server that answers what it was sent, and stalls on demand. */
class LoadTest {

  private static final Exchange.Judge ECHO =
      (status, body) -> status == 200 && body.equals("ping") ? Outcome.HIT : Outcome.WRONG;

  private static final Duration STALL = Duration.ofMillis(450);

  private final EchoServer server = new EchoServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void run_evenPace_sendsAndJudgesEveryRequestOnce() {
    LoadReport report = load(8, 200).run(() -> echo("ping"));
    assertEquals(200, report.count());
    assertEquals(200, report.count(Outcome.HIT), report::toString);
    assertEquals(200, server.served());
  }

  @Test
  void run_anotherBodyThanExpected_isWrong() {
    AtomicInteger turn = new AtomicInteger();
    LoadReport report =
        load(4, 100).run(() -> echo(turn.getAndIncrement() % 10 == 0 ? "pong" : "ping"));
    assertEquals(10, report.count(Outcome.WRONG));
    assertEquals(90, report.count(Outcome.HIT));
  }

  @Test
  void run_aStallOnTheOnlyConnection_delaysAllThatFellDueDuringIt() {
    server.stallAt(5, STALL);
    LoadReport stalled = load(1, 20).run(() -> echo("ping"));
    assertTrue(stalled.max() >= 400, stalled::toString);
    long late = stalled.samples().stream().filter(s -> s.latency() > 150_000_000).count();
    assertTrue(late >= 4, stalled::toString);
  }

  @Test
  void run_requestsGivenUp_areAbortedAndTheRestIsAnswered() {
    server.stallAt(5, STALL);
    AtomicInteger turn = new AtomicInteger();
    LoadReport report =
        load(2, 50)
            .run(
                () ->
                    turn.incrementAndGet() < 10
                        ? echo("ping").abortedAfter(Duration.ofMillis(100))
                        : echo("ping"));
    assertEquals(1, report.count(Outcome.ABORTED), report::toString);
    assertEquals(49, report.count(Outcome.HIT), report::toString);
  }

  @Test
  void run_noServer_allIsBrokenAndItEnds() throws IOException {
    // Bound but not listening: nobody else gets the port meanwhile.
    try (Socket held = new Socket()) {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Duration patience = Duration.ofSeconds(1);
      Load load = new Load(held.getLocalPort(), 2, 20, patience, patience);
      LoadReport report = load.run(() -> echo("ping"));
      assertEquals(20, report.count(Outcome.BROKEN), report::toString);
    }
  }

  @Test
  void run_aServerThatNeverAnswers_isGivenUpAfterThePatience() {
    server.stallAt(1, STALL);
    Load impatient = new Load(server.port(), 1, 1, Duration.ofMillis(500), Duration.ofMillis(100));
    LoadReport report = impatient.run(() -> echo("ping"));
    assertEquals(1, report.count(Outcome.BROKEN), report::toString);
  }

  private Load load(int connections, double perSecond) {
    return Load.on(server.port(), Duration.ofSeconds(1))
        .connections(connections)
        .perSecond(perSecond);
  }

  private static Exchange echo(String text) {
    return Exchange.post("/", "key", text, ECHO);
  }
}
