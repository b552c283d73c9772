package ai.agentcache.live;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live events as those who listen hear them, each test as a tenant of its own. */
@QuarkusTest
class EventsResourceTest {

  @Inject UploadRig rig;
  @Inject LiveFeed feed;

  private final HttpClient client = HttpClient.newHttpClient();
  private String tenant = "";
  private String key = "";

  @BeforeEach
  void tenant() {
    rig.awaitSchema();
    tenant = "live-" + UUID.randomUUID().toString().substring(0, 12);
    key = UploadRig.key(tenant);
  }

  /** One who listens, until it is closed. */
  private final class Ear implements AutoCloseable {
    private final InputStream stream;
    private final AtomicReference<String> told = new AtomicReference<>("");

    Ear(String key, String lastEventId) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/events"))
              .header("X-API-Key", key)
              .header("Last-Event-ID", lastEventId)
              .build();
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      assertEquals(200, answer.statusCode());
      assertEquals(
          "text/event-stream;charset=UTF-8",
          answer.headers().firstValue("content-type").orElse(""));
      stream = answer.body();
      Thread reader = new Thread(this::listen, "ear");
      reader.setDaemon(true);
      reader.start();
    }

    private void listen() {
      byte[] part = new byte[4_096];
      try {
        for (int length = stream.read(part); length >= 0; length = stream.read(part)) {
          String more = text(part, length);
          told.updateAndGet(before -> before + more);
        }
        told.updateAndGet(before -> before + "<end>");
      } catch (IOException e) {
        told.updateAndGet(before -> before + "<closed>");
      }
    }

    String heard() {
      return Objects.requireNonNull(told.get());
    }

    void awaits(String text) {
      UploadRig.until(() -> heard().contains(text));
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  private void ask() {
    given()
        .header("X-API-Key", key)
        .contentType("application/json")
        .body("{\"provider\":\"openai\",\"model\":\"m\",\"prompt\":\"p\"}")
        .post("/api/cache/get")
        .then()
        .statusCode(200);
  }

  private static void breaker(String state) {
    given()
        .header("X-API-Key", "ac_admin_development")
        .contentType("application/json")
        .body("{\"state\":\"%s\"}".formatted(state))
        .put("/api/admin/providers/mock/breaker")
        .then()
        .statusCode(200);
  }

  @Test
  void events_asThingsHappen_areHeardByTheirTenant() throws Exception {
    try (Ear ear = new Ear(key, "none");
        Ear other = new Ear(UploadRig.key(tenant + "-x"), "none")) {
      ear.awaits("\"total_requests\":0,");
      ask();
      ear.awaits("\"total_requests\":1,");
      UploadRig.post(
              key,
              "track-upload",
              "{'action':'start','userId':'ann','fileName':'a.mov','fileSize':9,'fileHash':'x'}")
          .statusCode(200);
      ear.awaits("\"fileName\":\"a.mov\"");
      breaker("open");
      breaker("closed");
      ear.awaits("\"provider\":\"mock\"");
      ear.awaits("closed by the operator");
      other.awaits("closed by the operator");
      assertFalse(other.heard().contains("a.mov"), other.heard());
      assertFalse(other.heard().contains("\"total_requests\":1,"));
    }
    UploadRig.until(() -> feed.audiences() == 0);
  }

  @Test
  void events_afterTheLastThatWasHeard_areThoseThatWereMissed() throws Exception {
    long before = System.currentTimeMillis() - 1_000;
    breaker("open");
    breaker("closed");
    try (Ear ear = new Ear(key, before + "-" + before)) {
      ear.awaits("held open by the operator");
      ear.awaits("event: stats");
    }
    try (Ear operator = new Ear("ac_admin_development", before + "-" + before)) {
      operator.awaits("closed by the operator");
      assertFalse(operator.heard().contains("event: stats"));
    }
  }

  @Test
  void events_ofARevokedKey_end() throws Exception {
    try (Ear ear = new Ear(key, "none")) {
      ear.awaits("event: stats");
      String keyId = key.substring(8, 21);
      given()
          .header("X-API-Key", "ac_admin_development")
          .delete("/api/admin/keys/" + keyId)
          .then()
          .statusCode(200);
      ear.awaits("<end>");
    }
    given().get("/api/events").then().statusCode(401);
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
