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

/** Messages, whole and streamed. */
class AnthropicMessagesTest {

  private static final String PATH = "/v1/messages";
  private static final String TOOLS =
      ",'tools':[{'name':'get_weather','input_schema':{'type':'object',"
          + "'properties':{'city':{'type':'string'}}}},"
          + "{'name':'get_time','input_schema':{'type':'object'}}]";

  private final FakeLlm fake = FakeLlm.start();
  private final FakeClient client = new FakeClient(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void whole_aText_isEchoedWithUsage() {
    JsonNode answer = ask("hello world", ",'system':'be brief please'");
    assertEquals("message", answer.path("type").asText());
    assertEquals("assistant", answer.path("role").asText());
    assertEquals("text", answer.path("content").path(0).path("type").asText());
    assertEquals("echo: hello world", answer.path("content").path(0).path("text").asText());
    assertEquals("end_turn", answer.path("stop_reason").asText());
    assertTrue(answer.path("stop_sequence").isNull());
    assertEquals(5, answer.path("usage").path("input_tokens").asInt());
    assertEquals(3, answer.path("usage").path("output_tokens").asInt());
  }

  @Test
  void stream_aText_hasTheEventsInOrder() {
    HttpResponse<String> response = post("hello", ",'stream':true");
    assertTrue(response.body().startsWith("event: message_start\ndata: {"));
    List<JsonNode> events = FakeClient.events(response);
    assertEquals(
        List.of(
            "message_start",
            "content_block_start",
            "ping",
            "content_block_delta",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop"),
        types(events));
    JsonNode message = events.get(0).path("message");
    assertTrue(message.path("stop_reason").isNull());
    assertEquals(0, message.path("content").size());
    assertEquals(1, message.path("usage").path("input_tokens").asInt());
    assertEquals("text_delta", events.get(3).path("delta").path("type").asText());
    JsonNode last = events.get(6);
    assertEquals("end_turn", last.path("delta").path("stop_reason").asText());
    assertEquals(2, last.path("usage").path("output_tokens").asInt());
  }

  @Test
  void wholeAndStream_toolsNamed_areCalled() {
    JsonNode answer = ask("get_weather and get_time", TOOLS);
    assertEquals("tool_use", answer.path("stop_reason").asText());
    assertEquals(2, answer.path("content").size());
    assertEquals("text", answer.path("content").path(0).path("input").path("city").asText());
    List<JsonNode> events =
        FakeClient.events(post("get_weather and get_time", ",'stream':true" + TOOLS));
    assertEquals(
        "{\"city\":\"text\"}",
        events.stream()
            .filter(e -> e.path("index").asInt() == 0)
            .map(e -> e.path("delta").path("partial_json").asText())
            .collect(Collectors.joining()));
    assertEquals(
        "tool_use", events.get(events.size() - 2).path("delta").path("stop_reason").asText());
  }

  @Test
  void whole_forcedAndForbiddenTools_areObeyed() {
    JsonNode forced = ask("hi", ",'tool_choice':{'type':'tool','name':'get_time'}" + TOOLS);
    assertEquals("get_time", forced.path("content").path(0).path("name").asText());
    JsonNode one =
        ask(
            "get_weather get_time",
            ",'tool_choice':{'type':'auto','disable_parallel_tool_use':true}" + TOOLS);
    assertEquals(1, one.path("content").size());
    JsonNode none = ask("get_time", ",'tool_choice':{'type':'none'}" + TOOLS);
    assertEquals("end_turn", none.path("stop_reason").asText());
  }

  @Test
  void whole_resultOfATool_isToldAndMustFitItsCall() {
    String conversation =
        "{'model':'claude','max_tokens':99,'messages':[{'role':'user','content':'get_time'},"
            + "{'role':'assistant','content':[{'type':'tool_use','id':'toolu_1',"
            + "'name':'get_time','input':{}}]},{'role':'user','content':[{'type':'tool_result',"
            + "'tool_use_id':'ID','content':[{'type':'text','text':'noon'}]}]}]}";
    HttpResponse<String> right =
        client.post(PATH, FakeClient.ANTHROPIC, conversation.replace("ID", "toolu_1"));
    assertEquals("result: noon", text(FakeClient.json(right)));
    HttpResponse<String> wrong =
        client.post(PATH, FakeClient.ANTHROPIC, conversation.replace("ID", "toolu_2"));
    assertEquals(400, wrong.statusCode());
  }

  @Test
  void whole_anImage_isDescribed() {
    HttpResponse<String> response =
        client.post(
            PATH,
            FakeClient.ANTHROPIC,
            "{'model':'claude','max_tokens':99,'messages':[{'role':'user','content':["
                + "{'type':'image','source':{'type':'base64','media_type':'image/gif',"
                + "'data':'AAAAAA=='}},{'type':'text','text':'what'}]}]}");
    assertEquals("saw image/gif of 4 bytes; echo: what", text(FakeClient.json(response)));
  }

  @Test
  void wholeAndStream_thinking_isABlockWithASignature() {
    String asked = ",'thinking':{'type':'enabled','budget_tokens':1024}";
    JsonNode block = ask("x", asked).path("content").path(0);
    assertEquals("thinking", block.path("type").asText());
    assertEquals("The user said: x", block.path("thinking").asText());
    assertFalse(block.path("signature").asText().isEmpty());
    JsonNode hidden = ask("x", asked.replace("}", ",'display':'omitted'}"));
    assertEquals("", hidden.path("content").path(0).path("thinking").asText("missing"));
    assertEquals(
        4, hidden.path("usage").path("output_tokens_details").path("thinking_tokens").asInt());
    List<String> deltas =
        FakeClient.events(post("x", ",'stream':true" + asked)).stream()
            .map(e -> e.path("delta").path("type").asText())
            .filter(type -> !type.isEmpty())
            .toList();
    assertEquals("thinking_delta", deltas.get(0));
    assertTrue(deltas.contains("signature_delta"));
    assertTrue(deltas.indexOf("signature_delta") < deltas.indexOf("text_delta"));
  }

  @Test
  void whole_limitsRefusalCacheAndSchema_haveTheirReasons() {
    JsonNode stopped = ask("one two three", ",'stop_sequences':['two']");
    assertEquals("stop_sequence", stopped.path("stop_reason").asText());
    assertEquals("two", stopped.path("stop_sequence").asText());
    assertEquals("echo: one ", text(stopped));
    assertEquals("refusal", ask("refuse", "").path("stop_reason").asText());
    JsonNode usage = ask("four cached words here", "").path("usage");
    assertEquals(2, usage.path("cache_read_input_tokens").asInt());
    assertEquals(2, usage.path("input_tokens").asInt());
    assertEquals(
        "{\"n\":1}",
        text(
            ask(
                "x",
                ",'output_config':{'format':{'type':'json_schema','schema':{'type':'object',"
                    + "'properties':{'n':{'type':'integer'}}}}}")));
    HttpResponse<String> cut =
        client.post(
            PATH,
            FakeClient.ANTHROPIC,
            "{'model':'claude','max_tokens':2,'messages':[{'role':'user','content':'a b c'}]}");
    assertEquals("max_tokens", FakeClient.json(cut).path("stop_reason").asText());
  }

  @Test
  void wrongRequests_areRefusedNamingTheField() {
    String messages = "'messages':[{'role':'user','content':'x'}]";
    assertRefused("max_tokens", "{'model':'claude'," + messages + "}");
    assertRefused("model", "{'max_tokens':9," + messages + "}");
    assertRefused("messages", "{'model':'claude','max_tokens':9}");
    assertRefused("messages", "{'model':'claude','max_tokens':9,'messages':[]}");
    assertRefused(
        "system",
        "{'model':'claude','max_tokens':9,'messages':[{'role':'user','content':'x'},"
            + "{'role':'system','content':'x'}]}");
  }

  @Test
  void heads_withoutKeyOrVersion_areRefused() {
    String body = "{'model':'claude','max_tokens':9,'messages':[{'role':'user','content':'x'}]}";
    HttpResponse<String> noKey = client.post(PATH, Map.of("anthropic-version", "2023-06-01"), body);
    assertEquals(401, noKey.statusCode());
    assertEquals(
        "authentication_error", FakeClient.json(noKey).path("error").path("type").asText());
    HttpResponse<String> noVersion = client.post(PATH, Map.of("x-api-key", "k"), body);
    assertEquals(400, noVersion.statusCode());
    assertTrue(noVersion.body().contains("anthropic-version"));
  }

  @Test
  void faults_haveTheShapeOfTheProvider() {
    fake.next(Behaviour.error(529));
    JsonNode error = FakeClient.json(post("x", ""));
    assertEquals("error", error.path("type").asText());
    assertEquals("overloaded_error", error.path("error").path("type").asText());
    fake.next(Behaviour.error(529).errorAfter(2));
    List<JsonNode> events = FakeClient.events(post("x", ",'stream':true"));
    assertEquals(List.of("message_start", "content_block_start", "error"), types(events));
    fake.next(Behaviour.natural().omit(Behaviour.Omission.MARKER));
    assertFalse(types(FakeClient.events(post("x", ",'stream':true"))).contains("message_stop"));
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(e -> e.path("type").asText()).toList();
  }

  private void assertRefused(String field, String body) {
    HttpResponse<String> response = client.post(PATH, FakeClient.ANTHROPIC, body);
    assertEquals(400, response.statusCode());
    JsonNode error = FakeClient.json(response).path("error");
    assertEquals("invalid_request_error", error.path("type").asText());
    assertTrue(error.path("message").asText().contains(field), response::body);
  }

  private HttpResponse<String> post(String text, String more) {
    return client.post(
        PATH,
        FakeClient.ANTHROPIC,
        "{'model':'claude','max_tokens':2000,'messages':[{'role':'user','content':'"
            + text
            + "'}]"
            + more
            + "}");
  }

  private JsonNode ask(String text, String more) {
    HttpResponse<String> response = post(text, more);
    assertEquals(200, response.statusCode(), response::body);
    return FakeClient.json(response);
  }

  private static String text(JsonNode answer) {
    return answer.path("content").path(0).path("text").asText();
  }
}
