package ai.agentcache.fakes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Generated content, whole and streamed. */
class GoogleContentTest {

  private static final String MODEL = "/v1beta/models/gemini-2.5-flash:";
  private static final String WHOLE = MODEL + "generateContent";
  private static final String STREAM = MODEL + "streamGenerateContent?alt=sse";
  private static final String TOOLS =
      ",'tools':[{'functionDeclarations':[{'name':'get_weather','parameters':{'type':'OBJECT',"
          + "'properties':{'city':{'type':'STRING'}}}}]}]";

  private final FakeLlm fake = FakeLlm.start();
  private final FakeClient client = new FakeClient(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void whole_aText_isEchoedWithUsage() {
    JsonNode answer = ask("hello world", ",'systemInstruction':{'parts':[{'text':'be brief'}]}");
    JsonNode candidate = answer.path("candidates").path(0);
    assertEquals("model", candidate.path("content").path("role").asText());
    assertEquals("echo: hello world", text(answer));
    assertEquals("STOP", candidate.path("finishReason").asText());
    assertEquals("gemini-2.5-flash", answer.path("modelVersion").asText());
    JsonNode usage = answer.path("usageMetadata");
    assertEquals(4, usage.path("promptTokenCount").asInt());
    assertEquals(3, usage.path("candidatesTokenCount").asInt());
    assertEquals(7, usage.path("totalTokenCount").asInt());
  }

  @Test
  void stream_withEvents_endsWithTheReason() {
    HttpResponse<String> response = post(STREAM, "hello world", "");
    assertTrue(response.body().contains("\r\n\r\ndata: {"));
    List<JsonNode> events = FakeClient.events(response);
    assertEquals(
        "echo: hello world",
        events.stream().map(GoogleContentTest::text).collect(Collectors.joining()));
    for (int i = 0; i < events.size(); i++) {
      boolean last = i == events.size() - 1;
      assertEquals(last, events.get(i).path("candidates").path(0).has("finishReason"));
    }
  }

  @Test
  void stream_withoutEvents_isOneArray() {
    HttpResponse<String> response = post(MODEL + "streamGenerateContent", "hello world", "");
    JsonNode array = FakeClient.json(response);
    assertEquals(4, array.size());
    assertEquals("echo:", text(array.path(0)));
  }

  @Test
  void wholeAndStream_aFunctionNamed_isCalled() {
    JsonNode part = part(ask("get_weather", TOOLS));
    assertEquals("get_weather", part.path("functionCall").path("name").asText());
    assertEquals("text", part.path("functionCall").path("args").path("city").asText());
    List<JsonNode> events = FakeClient.events(post(STREAM, "get_weather", TOOLS));
    assertTrue(part(events.get(0)).has("functionCall"));
  }

  @Test
  void whole_responseOfAFunction_isTold() {
    String body =
        "{'contents':[{'role':'user','parts':[{'text':'get_weather'}]},{'role':'model','parts':["
            + "{'functionCall':{'name':'get_weather','args':{}}}]},{'role':'user','parts':["
            + "{'functionResponse':{'name':'get_weather','response':{'output':'sunny'}}}]}]}";
    HttpResponse<String> response = client.post(WHOLE, FakeClient.GOOGLE, body);
    assertEquals("result: sunny", text(FakeClient.json(response)));
  }

  @Test
  void whole_imageThoughtsSchemaAndLimits_areUnderstood() {
    HttpResponse<String> image =
        client.post(
            WHOLE,
            FakeClient.GOOGLE,
            "{'contents':[{'parts':[{'text':'what'},{'inline_data':{'mime_type':'image/png',"
                + "'data':'AAAA'}}]}]}");
    assertEquals("saw image/png of 3 bytes; echo: what", text(FakeClient.json(image)));
    JsonNode thought = ask("x", ",'generationConfig':{'thinkingConfig':{'includeThoughts':true}}");
    assertTrue(part(thought).path("thought").asBoolean());
    assertEquals(4, thought.path("usageMetadata").path("thoughtsTokenCount").asInt());
    assertEquals(
        "{\"n\":1}",
        text(
            ask(
                "x",
                ",'generationConfig':{'responseMimeType':'application/json','responseSchema':"
                    + "{'type':'OBJECT','properties':{'n':{'type':'INTEGER'}}}}")));
    JsonNode cut = ask("a b c", ",'generationConfig':{'maxOutputTokens':2}");
    assertEquals("MAX_TOKENS", cut.path("candidates").path(0).path("finishReason").asText());
    JsonNode stopped = ask("a b c", ",'generationConfig':{'stopSequences':['b']}");
    assertEquals("echo: a ", text(stopped));
  }

  @Test
  void whole_refusal_isSafetyWithoutContent() {
    JsonNode candidate = ask("refuse", "").path("candidates").path(0);
    assertEquals("SAFETY", candidate.path("finishReason").asText());
    assertFalse(candidate.has("content"));
  }

  @Test
  void wrongRequests_areRefused() {
    assertError(400, "INVALID_ARGUMENT", WHOLE, "{}");
    assertError(400, "INVALID_ARGUMENT", WHOLE, "nonsense");
    assertError(
        404,
        "NOT_FOUND",
        WHOLE.replace("gemini-2.5-flash", "no-such-model"),
        "{'contents':[{'parts':[{'text':'x'}]}]}");
    assertError(
        400,
        "INVALID_ARGUMENT",
        WHOLE,
        "{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'f',"
            + "'parameters':{'type':'object','additionalProperties':false}}]}]}");
  }

  @Test
  void keys_inHeaderOrQuery_areAcceptedAndWrongOnesRefused() {
    String body = "{'contents':[{'parts':[{'text':'x'}]}]}";
    assertEquals(200, client.post(WHOLE + "?key=abc", Map.of(), body).statusCode());
    assertEquals(403, client.post(WHOLE, Map.of(), body).statusCode());
    fake.rejectKey("AIza-test");
    HttpResponse<String> wrong = client.post(WHOLE, FakeClient.GOOGLE, body);
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body().contains("API_KEY_INVALID"));
  }

  @Test
  void faults_haveTheShapeOfTheProvider() {
    fake.next(Behaviour.error(429).retryAfter("7"));
    JsonNode error = FakeClient.json(post(WHOLE, "x", "")).path("error");
    assertEquals("RESOURCE_EXHAUSTED", error.path("status").asText());
    assertEquals("7s", error.path("details").path(0).path("retryDelay").asText());
    fake.next(Behaviour.natural().omit(Behaviour.Omission.MARKER));
    assertFalse(post(STREAM, "x", "").body().contains("finishReason"));
  }

  @Test
  void embeddingsAndCounts_areThere() {
    JsonNode one =
        FakeClient.json(
            client.post(
                MODEL + "embedContent",
                FakeClient.GOOGLE,
                "{'content':{'parts':[{'text':'x'}]},'outputDimensionality':8}"));
    assertEquals(8, one.path("embedding").path("values").size());
    JsonNode count = FakeClient.json(post(MODEL + "countTokens", "one two three", ""));
    assertEquals(3, count.path("totalTokens").asInt());
  }

  private void assertError(int code, String status, String path, String body) {
    HttpResponse<String> response = client.post(path, FakeClient.GOOGLE, body);
    assertEquals(code, response.statusCode());
    JsonNode error = FakeClient.json(response).path("error");
    assertEquals(code, error.path("code").asInt());
    assertEquals(status, error.path("status").asText());
  }

  private HttpResponse<String> post(String path, String text, String more) {
    String contents = "'contents':[{'role':'user','parts':[{'text':'" + text + "'}]}]";
    return client.post(path, FakeClient.GOOGLE, "{" + contents + more + "}");
  }

  private JsonNode ask(String text, String more) {
    HttpResponse<String> response = post(WHOLE, text, more);
    assertEquals(200, response.statusCode(), response::body);
    return FakeClient.json(response);
  }

  private static JsonNode part(JsonNode answer) {
    return answer.path("candidates").path(0).path("content").path("parts").path(0);
  }

  private static String text(JsonNode answer) {
    return part(answer).path("text").asText();
  }
}
