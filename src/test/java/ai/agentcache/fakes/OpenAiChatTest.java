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

/** Chat completions, whole and streamed. */
class OpenAiChatTest {

  private static final String PATH = "/v1/chat/completions";
  private static final String TOOLS =
      "'tools':[{'type':'function','function':{'name':'get_weather','parameters':{'type':'object',"
          + "'properties':{'city':{'type':'string'},'days':{'type':'integer'}}}}},"
          + "{'type':'function','function':{'name':'get_time','parameters':{'type':'object'}}}]";

  private final FakeLlm fake = FakeLlm.start();
  private final FakeClient client = new FakeClient(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void whole_aText_isEchoedWithUsageInWords() {
    JsonNode answer = ask("hello big world", "'seed':7");
    assertEquals("chat.completion", answer.path("object").asText());
    assertEquals("gpt-4o", answer.path("model").asText());
    assertEquals("fp_seed_7", answer.path("system_fingerprint").asText());
    JsonNode choice = answer.path("choices").path(0);
    assertEquals("assistant", choice.path("message").path("role").asText());
    assertEquals("echo: hello big world", choice.path("message").path("content").asText());
    assertTrue(choice.path("message").path("refusal").isNull());
    assertEquals("stop", choice.path("finish_reason").asText());
    assertEquals(3, answer.path("usage").path("prompt_tokens").asInt());
    assertEquals(4, answer.path("usage").path("completion_tokens").asInt());
    assertEquals(7, answer.path("usage").path("total_tokens").asInt());
  }

  @Test
  void stream_aText_hasRolePiecesFinishUsageAndDone() {
    HttpResponse<String> response =
        post("hello big world", "'stream':true,'stream_options':{'include_usage':true}");
    assertEquals(
        "text/event-stream; charset=utf-8", response.headers().firstValue("content-type").get());
    List<String> data = FakeClient.data(response);
    assertEquals("[DONE]", data.get(data.size() - 1));
    List<JsonNode> events = FakeClient.events(response);
    assertEquals("assistant", delta(events.get(0)).path("role").asText());
    assertEquals(
        List.of("", "echo:", " hello", " big", " world"),
        events.stream()
            .map(OpenAiChatTest::delta)
            .filter(d -> d.has("content"))
            .map(d -> d.path("content").asText())
            .toList());
    JsonNode finish = events.get(events.size() - 2);
    assertEquals("stop", finish.path("choices").path(0).path("finish_reason").asText());
    assertTrue(finish.path("usage").isNull());
    JsonNode usage = events.get(events.size() - 1);
    assertEquals(0, usage.path("choices").size());
    assertEquals(7, usage.path("usage").path("total_tokens").asInt());
    assertEquals(1, events.stream().map(e -> e.path("id")).distinct().count());
  }

  @Test
  void whole_twoToolsNamed_areBothCalled() {
    JsonNode choice = ask("get_weather and get_time please", TOOLS).path("choices").path(0);
    assertEquals("tool_calls", choice.path("finish_reason").asText());
    assertTrue(choice.path("message").path("content").isNull());
    JsonNode calls = choice.path("message").path("tool_calls");
    assertEquals(2, calls.size());
    assertEquals("get_weather", calls.path(0).path("function").path("name").asText());
    assertEquals(
        "{\"city\":\"text\",\"days\":1}",
        calls.path(0).path("function").path("arguments").asText());
    assertEquals("{}", calls.path(1).path("function").path("arguments").asText());
  }

  @Test
  void stream_aToolNamed_itsArgumentsComeInPieces() {
    List<JsonNode> calls =
        FakeClient.events(post("get_weather please", "'stream':true," + TOOLS)).stream()
            .map(e -> delta(e).path("tool_calls").path(0))
            .filter(JsonNode::isObject)
            .toList();
    assertTrue(calls.get(0).path("id").asText().startsWith("call_"));
    assertTrue(calls.size() > 3);
    assertEquals(
        "{\"city\":\"text\",\"days\":1}",
        calls.stream()
            .map(c -> c.path("function").path("arguments").asText())
            .collect(Collectors.joining()));
  }

  @Test
  void whole_resultOfATool_isTold() {
    JsonNode answer =
        FakeClient.json(
            client.post(
                PATH,
                FakeClient.OPENAI,
                "{'model':'gpt-4o','messages':[{'role':'user','content':'get_time'},"
                    + "{'role':'assistant','tool_calls':[{'id':'call_1','type':'function',"
                    + "'function':{'name':'get_time','arguments':'{}'}}]},"
                    + "{'role':'tool','tool_call_id':'call_1','content':'noon'}],"
                    + TOOLS
                    + "}"));
    assertEquals("result: noon", content(answer));
  }

  @Test
  void whole_resultOfAToolThatWasNotCalled_isRefused() {
    HttpResponse<String> response =
        client.post(
            PATH,
            FakeClient.OPENAI,
            "{'model':'gpt-4o','messages':[{'role':'tool','tool_call_id':'x','content':'y'}]}");
    assertEquals(400, response.statusCode());
  }

  @Test
  void whole_anImage_isDescribed() {
    JsonNode answer =
        FakeClient.json(
            client.post(
                PATH,
                FakeClient.OPENAI,
                "{'model':'gpt-4o','messages':[{'role':'user','content':[{'type':'text',"
                    + "'text':'what'},{'type':'image_url','image_url':"
                    + "{'url':'data:image/png;base64,AAAA'}},{'type':'image_url','image_url':"
                    + "{'url':'https://example.com/a.jpg'}}]}]}"));
    assertEquals(
        "saw image/png of 3 bytes, image at https://example.com/a.jpg; echo: what",
        content(answer));
  }

  @Test
  void whole_aSchema_isFilled() {
    JsonNode answer =
        ask(
            "hi",
            "'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':"
                + "{'type':'object','properties':{'a':{'type':'array','items':{'type':'number'}},"
                + "'b':{'enum':['x','y']},'c':{'type':['string','null']}}}}}");
    assertEquals("{\"a\":[1.5],\"b\":\"x\",\"c\":\"text\"}", content(answer));
  }

  @Test
  void whole_refusal_isInItsOwnField() {
    JsonNode message = ask("please refuse", "'n':1").path("choices").path(0).path("message");
    assertTrue(message.path("content").isNull());
    assertFalse(message.path("refusal").asText().isEmpty());
  }

  @Test
  void whole_limits_areHonoured() {
    JsonNode cut = ask("one two three", "'max_tokens':2");
    assertEquals("echo: one", content(cut));
    assertEquals("length", cut.path("choices").path(0).path("finish_reason").asText());
    JsonNode stopped = ask("one two three", "'stop':['two']");
    assertEquals("echo: one ", content(stopped));
    assertEquals("stop", stopped.path("choices").path(0).path("finish_reason").asText());
  }

  @Test
  void whole_reasoning_isCountedAndShownByCompatibleServers() {
    JsonNode counted = ask("think", "'reasoning_effort':'high'");
    JsonNode details = counted.path("usage").path("completion_tokens_details");
    assertEquals(4, details.path("reasoning_tokens").asInt());
    assertFalse(counted.path("choices").path(0).path("message").has("reasoning_content"));
    fake.next(Behaviour.natural().reasoningContent());
    JsonNode shown = ask("think", "'n':1").path("choices").path(0).path("message");
    assertEquals("The user said: think", shown.path("reasoning_content").asText());
  }

  @Test
  void whole_cachedWords_areCounted() {
    JsonNode usage = ask("these are four cached", "'n':1").path("usage");
    assertEquals(2, usage.path("prompt_tokens_details").path("cached_tokens").asInt());
  }

  @Test
  void wrongRequests_areRefusedNamingTheField() {
    assertRefused(400, "model", "{'messages':[]}");
    assertRefused(400, "messages", "{'model':'gpt-4o'}");
    assertRefused(400, "messages", "{'model':'gpt-4o','messages':[]}");
    assertRefused(400, "messages", "{'model':'gpt-4o','messages':'x'}");
    assertRefused(
        400, "messages[0].role", "{'model':'gpt-4o','messages':[{'role':'x','content':'y'}]}");
    assertRefused(
        400,
        "temperature",
        "{'model':'gpt-4o','temperature':3,'messages':[{'role':'user','content':'y'}]}");
    assertRefused(
        404, "null", "{'model':'no-such-model','messages':[{'role':'user','content':'y'}]}");
    assertRefused(400, "null", "{not json");
  }

  @Test
  void keys_missingOrRejected_are401() {
    String body = "{'model':'gpt-4o','messages':[{'role':'user','content':'y'}]}";
    assertEquals(401, client.post(PATH, Map.of(), body).statusCode());
    fake.rejectKey("sk-test");
    HttpResponse<String> response = client.post(PATH, FakeClient.OPENAI, body);
    assertEquals(401, response.statusCode());
    assertEquals("invalid_api_key", FakeClient.json(response).path("error").path("code").asText());
  }

  @Test
  void unknownPlaces_are404And405() {
    assertEquals(404, client.post("/v1/nothing", FakeClient.OPENAI, "{}").statusCode());
    assertEquals(405, client.get(PATH, FakeClient.OPENAI).statusCode());
  }

  private void assertRefused(int status, String param, String body) {
    HttpResponse<String> response = client.post(PATH, FakeClient.OPENAI, body);
    assertEquals(status, response.statusCode(), response::body);
    JsonNode error = FakeClient.json(response).path("error");
    assertEquals(param, error.path("param").asText());
    assertEquals("invalid_request_error", error.path("type").asText());
    assertFalse(error.path("message").asText().isEmpty());
  }

  private HttpResponse<String> post(String text, String more) {
    String messages = "'messages':[{'role':'user','content':'" + text + "'}]";
    return client.post(PATH, FakeClient.OPENAI, "{'model':'gpt-4o'," + messages + "," + more + "}");
  }

  private JsonNode ask(String text, String more) {
    HttpResponse<String> response = post(text, more);
    assertEquals(200, response.statusCode(), response::body);
    return FakeClient.json(response);
  }

  private static JsonNode delta(JsonNode chunk) {
    return chunk.path("choices").path(0).path("delta");
  }

  private static String content(JsonNode answer) {
    return answer.path("choices").path(0).path("message").path("content").asText();
  }
}
