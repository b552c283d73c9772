package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A client of the fake for its own tests; writes JSON with single quotes for double ones. */
final class FakeClient {

  static final Map<String, String> OPENAI = Map.of("authorization", "Bearer sk-test");
  static final Map<String, String> ANTHROPIC =
      Map.of("x-api-key", "sk-ant-test", "anthropic-version", "2023-06-01");
  static final Map<String, String> GOOGLE = Map.of("x-goog-api-key", "AIza-test");

  private final HttpClient http = HttpClient.newHttpClient();
  private final FakeLlm fake;

  FakeClient(FakeLlm fake) {
    this.fake = fake;
  }

  HttpResponse<String> post(String path, Map<String, String> headers, String body) {
    return send(request(path, headers, body));
  }

  HttpResponse<String> get(String path, Map<String, String> headers) {
    return send(builder(path, headers).GET().build());
  }

  HttpResponse<String> delete(String path) {
    return send(builder(path, Map.of()).DELETE().build());
  }

  CompletableFuture<HttpResponse<String>> postLater(
      String path, Map<String, String> headers, String body) {
    return http.sendAsync(request(path, headers, body), BodyHandlers.ofString());
  }

  HttpRequest request(String path, Map<String, String> headers, String body) {
    return builder(path, headers)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
        .build();
  }

  private HttpRequest.Builder builder(String path, Map<String, String> headers) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(fake.url() + path));
    headers.forEach(builder::header);
    return builder.timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return tryToSend(request);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The answer, or the failure of a broken connection. */
  HttpResponse<String> tryToSend(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpClient http() {
    return http;
  }

  /** The data of each event, as it is. */
  static List<String> data(HttpResponse<String> response) {
    List<String> data = new ArrayList<>();
    response
        .body()
        .lines()
        .filter(l -> l.startsWith("data: "))
        .forEach(l -> data.add(l.substring(6)));
    return data;
  }

  /** The data of those events that are JSON. */
  static List<JsonNode> events(HttpResponse<String> response) {
    return data(response).stream().filter(d -> !d.equals("[DONE]")).map(Json::parse).toList();
  }

  static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body());
  }
}
