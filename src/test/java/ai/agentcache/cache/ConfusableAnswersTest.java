package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Requests that look alike are stored over HTTP, and each reads back its own answer. */
@QuarkusTest
class ConfusableAnswersTest {

  private static final int REQUESTS = 10_000;
  private static final int AT_ONCE = 64;
  private static final int TRIES = 20;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

  private static final String BASE = "http://127.0.0.1:%d/api/cache/";

  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * A request that was stored.
   *
   * @param id the answer, one of a kind
   */
  private record Stored(String namespace, Map<String, Object> request, int id) {}

  @Test
  void get_ofConfusableRequests_answersWhatWasStoredForEach() {
    CacheClient client = CacheClient.newTenant();
    List<Stored> all = requests();
    assertTrue(all.size() > REQUESTS / 2, () -> "too few different requests: " + all.size());
    inWindows(
        all,
        one -> whole(() -> send(client, "set", one, ",\"response\":" + one.id() + "}"), TRIES),
        (one, answer) -> assertEquals(200, answer.statusCode(), answer::body));
    inWindows(
        all,
        one -> whole(() -> send(client, "get", one, "}"), TRIES),
        (one, answer) ->
            assertTrue(
                answer.body().startsWith("{\"hit\":true,\"response\":" + one.id() + ",\"key\""),
                () -> one + " got " + answer.body()));
  }

  /** Asks again when Redis did not answer in time, which a busy machine may bring about. */
  private static CompletableFuture<HttpResponse<String>> whole(
      Supplier<CompletableFuture<HttpResponse<String>>> call, int tries) {
    return call.get()
        .thenCompose(
            answer ->
                tries > 1 && answer.body().contains("\"degraded\":true")
                    ? CompletableFuture.runAsync(() -> {}, LATER)
                        .thenCompose(nothing -> whole(call, tries - 1))
                    : CompletableFuture.completedFuture(answer));
  }

  /** Ten thousand draws; the same request twice is one. */
  private static List<Stored> requests() {
    Random random = new Random(20_261_121);
    Map<Map<String, Object>, Stored> distinct = new HashMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      Map<String, Object> request = ConfusableRequestsTest.request(random);
      String[] namespaces = ConfusableRequestsTest.NAMESPACES;
      String namespace = namespaces[random.nextInt(namespaces.length)];
      distinct.put(
          Map.of("namespace", namespace, "request", request), new Stored(namespace, request, i));
    }
    return new ArrayList<>(distinct.values());
  }

  private CompletableFuture<HttpResponse<String>> send(
      CacheClient client, String call, Stored one, String rest) {
    String spelled =
        new RandomJson(one.id() + call.hashCode()).spell(one.request()).stripTrailing();
    String body = spelled.substring(0, spelled.lastIndexOf('}')) + rest;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(BASE.formatted(RestAssured.port) + call))
            .header("X-API-Key", client.key())
            .header("X-Cache-Namespace", one.namespace())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  private static void inWindows(
      List<Stored> all,
      Function<Stored, CompletableFuture<HttpResponse<String>>> send,
      BiConsumer<Stored, HttpResponse<String>> check) {
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Stored> window = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      List<CompletableFuture<HttpResponse<String>>> answers = window.stream().map(send).toList();
      for (int i = 0; i < window.size(); i++) {
        check.accept(window.get(i), answers.get(i).join());
      }
    }
  }
}
