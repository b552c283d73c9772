package ai.agentcache.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.fakes.Certificates;
import ai.agentcache.time.SystemClock;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls to servers over TLS, with certificates of an authority that the JVM does not know. */
class UpstreamClientTest {

  private static final int BURST = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Vertx VERTX = Vertx.vertx();
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates(@TempDir Path directory) throws Exception {
    certificates = Certificates.in(directory);
  }

  @AfterAll
  static void close() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get();
  }

  private static UpstreamClient client(Map<String, String> properties) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(UpstreamConfig.class);
    properties.forEach(
        (name, value) -> builder.withDefaultValue("agentcache.gateway.upstream." + name, value));
    UpstreamConfig config = builder.build().getConfigMapping(UpstreamConfig.class);
    return new UpstreamClient(VERTX, new SystemClock(), config);
  }

  private static UpstreamClient trusting() {
    return client(Map.of("trusted-certificates", certificates.pem().toString()));
  }

  private static Uni<String> call(UpstreamClient client, URI url) {
    Deadlines deadlines = new Deadlines(PATIENCE, PATIENCE, PATIENCE);
    byte[] body = "{}".getBytes(UTF_8);
    return client
        .call(new UpstreamCall("acme", url, Map.of(), body, false, deadlines))
        .map(answer -> new String(((UpstreamAnswer.Whole) answer).body(), UTF_8));
  }

  @Test
  void trustedCertificates_ofAPrivateAuthority_areBelieved() {
    UpstreamClient client = trusting();
    try (TlsServer server = new TlsServer(VERTX, certificates, true, 1)) {
      String answer = call(client, server.url("localhost")).await().atMost(PATIENCE);
      assertEquals("{\"over\":\"HTTP_2\"}", answer);
    } finally {
      client.close();
    }
  }

  @Test
  void trustedCertificates_ofAnotherHost_areRefused() {
    UpstreamClient client = trusting();
    try (TlsServer server = new TlsServer(VERTX, certificates, true, 1)) {
      Uni<String> answer = call(client, server.url("127.0.0.1"));
      UpstreamFailure failure =
          assertThrows(UpstreamFailure.class, () -> answer.await().atMost(PATIENCE));
      assertEquals(UpstreamFailure.Kind.UNREACHABLE, failure.kind());
    } finally {
      client.close();
    }
  }

  @Test
  void trustedCertificates_unset_areThoseOfTheJvm() {
    UpstreamClient client = client(Map.of());
    try (TlsServer server = new TlsServer(VERTX, certificates, true, 1)) {
      Uni<String> answer = call(client, server.url("localhost"));
      assertThrows(UpstreamFailure.class, () -> answer.await().atMost(PATIENCE));
    } finally {
      client.close();
    }
  }

  @Test
  void trustedCertificates_noCertificates_areRefusedByName(@TempDir Path directory)
      throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    Path text = Files.writeString(directory.resolve("text.pem"), "no certificate");
    for (Path file : List.of(empty, text, directory.resolve("absent.pem"))) {
      Map<String, String> settings = Map.of("trusted-certificates", file.toString());
      String why =
          String.valueOf(
              assertThrows(IllegalArgumentException.class, () -> client(settings)).getMessage());
      assertTrue(why.startsWith("agentcache.gateway.upstream.trusted-certificates: "), why);
      assertTrue(why.contains(file.toString()), why);
    }
  }

  /** Calls at once that are only answered together. */
  private static Set<String> burst(UpstreamClient client, TlsServer server) {
    List<Uni<String>> calls = new ArrayList<>();
    for (int i = 0; i < BURST; i++) {
      calls.add(call(client, server.url("localhost")));
    }
    return new TreeSet<>(Uni.join().all(calls).andCollectFailures().await().atMost(PATIENCE));
  }

  @Test
  void burst_serverWithoutHttp2_waitsForNoConnection() {
    UpstreamClient client = trusting();
    try (TlsServer server = new TlsServer(VERTX, certificates, false, BURST)) {
      assertEquals(Set.of("{\"over\":\"HTTP_1_1\"}"), burst(client, server));
      assertEquals(Set.of("{\"over\":\"HTTP_1_1\"}"), burst(client, server));
    } finally {
      client.close();
    }
  }

  @Test
  void burst_serverWithHttp2_sharesFewConnections() {
    UpstreamClient client = trusting();
    try (TlsServer server = new TlsServer(VERTX, certificates, true, BURST)) {
      assertEquals(Set.of("{\"over\":\"HTTP_2\"}"), burst(client, server));
      assertEquals(Set.of("{\"over\":\"HTTP_2\"}"), burst(client, server));
      assertTrue(server.connections() <= 8, server.connections() + " connections");
    } finally {
      client.close();
    }
  }

  @Test
  void burst_serverThatIsNotThere_failsAtOnce() {
    URI nobody;
    try (TlsServer server = new TlsServer(VERTX, certificates, false, BURST)) {
      nobody = server.url("localhost");
    }
    UpstreamClient client = trusting();
    try {
      List<Uni<String>> calls = new ArrayList<>();
      for (int i = 0; i < BURST; i++) {
        calls.add(
            call(client, nobody)
                .onFailure(UpstreamFailure.class)
                .recoverWithItem(UpstreamClientTest::label));
      }
      List<String> told = Uni.join().all(calls).andCollectFailures().await().atMost(PATIENCE);
      assertEquals(Set.of("unreachable"), new TreeSet<>(told));
    } finally {
      client.close();
    }
  }

  private static String label(Throwable failure) {
    return ((UpstreamFailure) failure).label();
  }
}
