package ai.agentcache.upload.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.time.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProberTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int BIG = 1 << 20;
  private static final Location HERE = new Location(1, 1);

  @Inject Vertx vertx;
  @Inject Clock clock;
  @Inject TurnStore turns;

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final Set<String> asked = new HashSet<>();
  private final ConcurrentLinkedQueue<Integer> connections = new ConcurrentLinkedQueue<>();
  private Vertx other;
  private HttpServer server;
  private ProbeCall calls;
  private ProbeConfig config;

  @BeforeEach
  void start() {
    config = TestConfigs.probe(Map.of("timeout", "500ms", "latitude", "0", "longitude", "0"));
    calls = new ProbeCall(vertx, clock, config);
    other = Vertx.vertx();
    server =
        other
            .createHttpServer()
            .connectionHandler(connection -> connections.add(connections.size()))
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    calls.close();
    other.close().toCompletionStage().toCompletableFuture().join();
  }

  private void answer(HttpServerRequest request) {
    asked.add(request.path());
    switch (request.path()) {
      case "/good/health" -> request.response().putHeader("X-Edge-Load", "0.25").end("ok");
      case "/busy/health" ->
          other.setTimer(100, timer -> request.response().putHeader("X-Edge-Load", "1").end("ok"));
      case "/moved/health" ->
          request.response().setStatusCode(302).putHeader("Location", "/good/health").end();
      case "/broken/health" -> request.response().setStatusCode(500).end();
      case "/endless/health" -> request.response().setChunked(true).write("x".repeat(BIG));
      case "/cut/health" -> request.connection().close();
      default -> {
        // Never answers.
      }
    }
  }

  @Test
  void probe_goodEdge_isTimedOverAConnectionThatIsKept() {
    Observation first = probe("good");
    Observation second = probe("good");

    assertTrue(first.ok() && second.ok());
    assertEquals(0.25, second.load());
    assertTrue(second.latencyMs() > 0 && second.latencyMs() < 500);
    assertEquals(
        second.latencyMs() - GeographicPrior.rttMillis(Haversine.km(new Location(0, 0), HERE)),
        second.excessMs(),
        1e-9);

    for (int i = 0; i < 8; i++) {
      probe("good");
    }
    assertTrue(connections.size() <= 2, "one may still be on its way back when the next begins");
  }

  @ParameterizedTest
  @CsvSource({"moved", "broken", "endless", "cut", "silent"})
  void probe_edgeThatIsNotWell_isAFailure(String what) {
    Observation seen = probe(what);

    assertFalse(seen.ok());
    assertTrue(Double.isNaN(seen.latencyMs()));
  }

  @Test
  void probe_nobodyThere_isAFailure() {
    assertFalse(probe(edge("none", "http://127.0.0.1:1")).ok());
    assertFalse(probe(edge("odd", "http://[broken")).ok());
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "0.5,0.5", "1.0,1", "1.1,NaN", "-0.1,NaN", "x,NaN", "1e-1,NaN"})
  void load_textOfAnEdge_isANumberFromZeroToOne(String text, double load) {
    assertEquals(load, ProbeCall.load(text));
  }

  @Test
  void probeAll_fleet_observesEveryActiveEdge() {
    TestEdges test =
        new TestEdges(List.of(edge("good", url("good")), edge("broken", url("broken"))), clock)
            .refreshed();
    Prober prober = prober(test);

    prober.probeAll().await().atMost(PATIENCE);
    test.flush();

    assertEquals(Set.of("/good/health", "/broken/health"), asked);
    assertTrue(test.standing("good").measured());
    assertEquals(0, test.standing("good").errorRate());
    assertTrue(test.standing("broken").errorRate() > 0.5);
    assertEquals(1, probes("good"));
    assertEquals(1, probes("failed"));
  }

  @Test
  void probeAll_manyEdgesOfOneHost_allAreWell() {
    List<Edge> fleet = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      fleet.add(edge("e" + i, url("busy")));
    }
    TestEdges test = new TestEdges(fleet, clock).refreshed();
    calls.close();
    config = TestConfigs.probe(Map.of("timeout", "15s"));
    calls = new ProbeCall(vertx, clock, config);

    prober(test).probeAll().await().atMost(PATIENCE);
    test.flush();

    assertEquals(40, test.stored.size());
    test.stored.forEach(seen -> assertTrue(seen.observation().ok(), seen.edge()));
    assertTrue(connections.size() <= config.concurrency());
  }

  @Test
  void round_turnOfAnother_probesNothing() {
    TestEdges test = new TestEdges(List.of(edge("good", url("good"))), clock).refreshed();
    Prober prober = prober(test);

    prober.round().await().atMost(PATIENCE);
    prober.round().await().atMost(PATIENCE);
    test.flush();

    assertEquals(1, test.standing("good").samples());
  }

  private Prober prober(TestEdges test) {
    return new Prober(vertx, test.edges, turns, calls, config, metrics);
  }

  private double probes(String result) {
    return metrics.counter("agentcache.upload.probes", "result", result).count();
  }

  private Observation probe(String what) {
    return probe(edge(what, url(what)));
  }

  private Observation probe(Edge edge) {
    return calls.probe(edge).await().atMost(PATIENCE);
  }

  private String url(String what) {
    return "http://127.0.0.1:" + server.actualPort() + "/" + what;
  }

  private static Edge edge(String id, String url) {
    return new Edge(id, "City", "US", HERE, url, 0, 1_000, 10_000, true);
  }
}
