package ai.agentcache.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The orderly end of the packaged service while somebody is being answered. */
class StopIT {

  private static final String KEY = "ac_demo_test123";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory = Path.of("");

  /** Servers that still write would keep the directory from being deleted. */
  @AfterEach
  void awaitEnd() {
    assertTrue(
        Processes.until(
            () -> Processes.naming(directory.resolve(".agentcache")).isEmpty(), PATIENCE));
  }

  @Test
  void stop_openEventStreams_endsThemAndWaitsForNobody() throws Exception {
    try (PackagedService service = PackagedService.in(directory).start();
        InputStream upload = watch(service, "/api/jetty/sessions/" + started(service) + "/events");
        InputStream all = watch(service, "/api/events")) {
      assertTrue(event(upload).contains("event: progress"));
      assertTrue(event(all).contains("event: "));

      service.stop();

      for (InputStream events : List.of(upload, all)) {
        assertFalse(new String(events.readAllBytes(), StandardCharsets.UTF_8).contains("error"));
      }
      assertFalse(service.output().contains("ERROR"), service::output);
      assertFalse(service.output().contains("Timed out"), service::output);
    }
  }

  private static String started(PackagedService service) {
    String upload =
        "{\"action\":\"start\",\"userId\":\"ann\",\"fileName\":\"f\",\"fileSize\":10,\"fileHash\":\"h\"}";
    String[] answer = {""};
    assertTrue(
        Processes.until(
            () -> {
              HttpResponse<String> taken =
                  service.post("/api/jetty/track-upload", upload, "X-API-Key", KEY);
              answer[0] = taken.body();
              return taken.statusCode() == 200;
            },
            PATIENCE),
        () -> answer[0]);
    return new JsonObject(answer[0]).getJsonObject("session").getString("sessionId");
  }

  private static InputStream watch(PackagedService service, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create(service.url() + path);
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri).header("X-API-Key", KEY).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, answer.statusCode());
    return answer.body();
  }

  /** The next event, as it is written. */
  private static String event(InputStream events) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\n\n") < 0) {
      int next = events.read();
      assertTrue(next >= 0, text::toString);
      text.append((char) next);
    }
    return text.toString();
  }
}
