package ai.agentcache.fakes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which the fake can be told to fail, and the record of calls. */
class FaultsTest {

  private static final String PATH = "/v1/chat/completions";
  private static final String WHOLE =
      "{'model':'gpt-4o','messages':[{'role':'user','content':'one two three'}]}";
  private static final String STREAM = WHOLE.replace("{'model'", "{'stream':true,'model'");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final FakeLlm fake = FakeLlm.start();
  private final FakeClient client = new FakeClient(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void error_twoTimes_thenAnswersAgain() {
    fake.next(2, Behaviour.error(429).retryAfter("3").code("insufficient_quota"));
    HttpResponse<String> refused = post(WHOLE);
    assertEquals(429, refused.statusCode());
    assertEquals("3", refused.headers().firstValue("retry-after").orElseThrow());
    assertEquals(
        "insufficient_quota", FakeClient.json(refused).path("error").path("type").asText());
    assertEquals(429, post(WHOLE).statusCode());
    assertEquals(200, post(WHOLE).statusCode());
  }

  @Test
  void when_onlyMatchingRequests_areSpoilt() {
    fake.when(r -> r.mentions("four"), Behaviour.error(503).message("gone fishing"));
    assertEquals(200, post(WHOLE).statusCode());
    HttpResponse<String> refused = post(WHOLE.replace("three", "four"));
    assertEquals(503, refused.statusCode());
    assertEquals("gone fishing", FakeClient.json(refused).path("error").path("message").asText());
  }

  @Test
  void when_aProbability_aboutThatShareFails() {
    fake.when(r -> true, -1, 0.3, Behaviour.error(500));
    long failed = 0;
    for (int i = 0; i < 200; i++) {
      failed += post(WHOLE).statusCode() == 500 ? 1 : 0;
    }
    assertTrue(failed > 40 && failed < 80, failed + " failed");
  }

  @Test
  void text_withNumber_isAnotherForEachCall() {
    fake.always(Behaviour.text("answer ", "{n}"));
    assertEquals("answer 1", content(post(WHOLE)));
    assertEquals("answer 2", content(post(WHOLE)));
    List<JsonNode> events = FakeClient.events(post(STREAM));
    assertEquals(
        List.of("", "answer ", "3"),
        events.stream()
            .map(e -> e.path("choices").path(0).path("delta").path("content"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .toList());
  }

  @Test
  void delay_beforeTheHead_andBeforeTheBody_andBetweenEvents() throws Exception {
    fake.next(Behaviour.natural().delay(Duration.ofMillis(100)));
    assertTrue(millis(() -> post(WHOLE)) >= 100);
    fake.next(Behaviour.natural().bodyDelay(Duration.ofMillis(500)));
    HttpResponse<InputStream> head = open(STREAM);
    long rest = millis(() -> read(head));
    assertTrue(rest >= 150, rest + " ms");
    fake.next(Behaviour.natural().pause(Duration.ofMillis(20)));
    long slow = millis(() -> post(STREAM));
    assertTrue(slow >= 100, slow + " ms");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 57, 300})
  void cutAfter_wholeOrStreamed_soManyBytesAreSentAndThenTheConnectionEnds(int bytes)
      throws IOException, InterruptedException {
    for (String body : List.of(WHOLE, STREAM)) {
      fake.next(Behaviour.natural().cutAfter(bytes));
      HttpResponse<InputStream> response = open(body);
      assertEquals(200, response.statusCode());
      byte[] buffer = new byte[10_000];
      int read = 0;
      try (InputStream in = response.body()) {
        while (true) {
          int more = in.read(buffer, read, buffer.length - read);
          assertTrue(more >= 0, "ended properly");
          read += more;
        }
      } catch (IOException expected) {
        // The client drops what it has not handed out when the connection ends.
        assertTrue(read <= bytes, read + " bytes");
      }
      Ending ending = fake.calls().last().awaitEnd(PATIENCE);
      assertEquals(Ending.Kind.CUT, ending.kind());
      assertEquals(bytes, ending.bytes());
    }
  }

  @Test
  void dropped_noHead_isAFailureOfTheConnection() {
    fake.always(Behaviour.dropped());
    assertThrows(
        IOException.class, () -> client.tryToSend(client.request(PATH, FakeClient.OPENAI, WHOLE)));
  }

  @Test
  void malformed_wholeOrStreamed_isNoJson() {
    fake.next(2, Behaviour.natural().malformed());
    assertTrue(FakeClient.json(post(WHOLE)).isMissingNode());
    HttpResponse<String> stream = post(STREAM);
    assertEquals(1, FakeClient.events(stream).stream().filter(JsonNode::isMissingNode).count());
    assertTrue(stream.body().endsWith("data: [DONE]\n\n"));
  }

  @Test
  void huge_wholeAndStreamed_hasThatManyBytes() {
    fake.next(2, Behaviour.natural().huge(3_000_000));
    assertEquals(3_000_000, content(post(WHOLE)).length());
    assertTrue(post(STREAM).body().length() > 3_000_000);
  }

  @Test
  void deep_wholeAndStreamed_isNestedAndValid() {
    fake.next(2, Behaviour.natural().deep(500));
    HttpResponse<String> whole = post(WHOLE);
    assertTrue(whole.body().contains("[".repeat(500)));
    assertEquals("echo: one two three", content(whole));
    HttpResponse<String> stream = post(STREAM);
    assertTrue(stream.body().contains("[".repeat(500)));
    assertTrue(FakeClient.events(stream).stream().noneMatch(JsonNode::isMissingNode));
  }

  @Test
  void omit_theMarkerOrTheFinish_theyAreNotThere() {
    fake.next(Behaviour.natural().omit(Behaviour.Omission.MARKER));
    String noMarker = post(STREAM).body();
    assertFalse(noMarker.contains("[DONE]"));
    assertTrue(noMarker.contains("\"finish_reason\":\"stop\""));
    fake.next(Behaviour.natural().omit(Behaviour.Omission.FINISH));
    String noFinish = post(STREAM).body();
    assertFalse(noFinish.contains("[DONE]"));
    assertFalse(noFinish.contains("\"finish_reason\":\"stop\""));
  }

  @Test
  void errorAfter_someEvents_anErrorIsTheLast() {
    fake.next(Behaviour.natural().errorAfter(2));
    List<JsonNode> events = FakeClient.events(post(STREAM));
    assertEquals(3, events.size());
    assertEquals("server_error", events.get(2).path("error").path("type").asText());
  }

  @Test
  void split_oneByteAtATime_isTheSameText() {
    fake.next(2, Behaviour.natural().split(1));
    assertEquals("echo: one two three", content(post(WHOLE)));
    assertTrue(post(STREAM).body().endsWith("data: [DONE]\n\n"));
  }

  @Test
  void raw_explicitBody_isSentAsItIs() {
    fake.next(Behaviour.raw(418, "text/html", "<h1>", "teapot"));
    HttpResponse<String> response = post(WHOLE);
    assertEquals(418, response.statusCode());
    assertEquals("<h1>teapot", response.body());
    assertEquals("text/html", response.headers().firstValue("content-type").orElseThrow());
  }

  @Test
  void headers_more_areThere() {
    fake.next(Behaviour.natural().headers(Map.of("x-more", "1")));
    assertEquals("1", post(WHOLE).headers().firstValue("x-more").orElseThrow());
  }

  @Test
  void silence_theClientLeaves_isRecordedAsAborted() throws Exception {
    fake.next(Behaviour.silence());
    var pending = client.http().sendAsync(request(WHOLE), BodyHandlers.ofString());
    fake.calls().awaitTotal(1, PATIENCE);
    assertEquals(1, fake.calls().inFlight());
    assertTrue(fake.calls().last().ending().isEmpty());
    pending.cancel(true);
    Ending ending = fake.calls().last().awaitEnd(PATIENCE);
    assertEquals(Ending.Kind.ABORTED, ending.kind());
    fake.calls().awaitIdle(PATIENCE);
  }

  @Test
  void silentAfter_headOrSomeEvents_nothingMoreComesUntilTheClientLeaves() throws Exception {
    for (int events : new int[] {0, 2}) {
      fake.next(Behaviour.natural().silentAfter(events));
      HttpResponse<InputStream> response = open(STREAM);
      assertEquals(200, response.statusCode());
      response.body().close();
      Ending ending = fake.calls().last().awaitEnd(PATIENCE);
      assertEquals(Ending.Kind.ABORTED, ending.kind());
      assertEquals(events > 0, ending.bytes() > 0);
    }
  }

  @Test
  void calls_severalAtOnce_areCountedAndKept() {
    fake.always(Behaviour.natural().delay(Duration.ofMillis(150)));
    List<CompletableFuture<HttpResponse<String>>> asked =
        List.of(later(), later(), later(), later());
    asked.forEach(CompletableFuture::join);
    fake.calls().awaitIdle(PATIENCE);
    assertEquals(4, fake.calls().total());
    assertEquals(4, fake.calls().of(PATH));
    assertEquals(4, fake.calls().maxInFlight());
    Call last = fake.calls().last();
    assertEquals(4, last.number());
    assertEquals("POST", last.request().method());
    assertEquals("Bearer sk-test", last.request().header("authorization").orElseThrow());
    assertEquals("gpt-4o", last.request().json().path("model").asText());
    assertEquals(Ending.Kind.COMPLETED, last.awaitEnd(PATIENCE).kind());
    assertTrue(last.awaitEnd(PATIENCE).afterMillis() >= 150);
    fake.reset();
    assertEquals(0, fake.calls().total());
    assertTrue(fake.calls().recent().isEmpty());
  }

  private CompletableFuture<HttpResponse<String>> later() {
    return client.postLater(PATH, FakeClient.OPENAI, WHOLE);
  }

  private HttpResponse<String> post(String body) {
    return client.post(PATH, FakeClient.OPENAI, body);
  }

  private java.net.http.HttpRequest request(String body) {
    return client.request(PATH, FakeClient.OPENAI, body);
  }

  private HttpResponse<InputStream> open(String body) throws IOException, InterruptedException {
    return client.http().send(request(body), BodyHandlers.ofInputStream());
  }

  private static void read(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long millis(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static String content(HttpResponse<String> response) {
    JsonNode choice = FakeClient.json(response).path("choices").path(0);
    return choice.path("message").path("content").asText();
  }
}
