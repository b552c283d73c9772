package ai.agentcache.fakes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Responses, embeddings and the list of models. */
class OpenAiResponsesTest {

  private static final String PATH = "/v1/responses";
  private static final String TOOLS =
      "'tools':[{'type':'function','name':'get_weather','parameters':{'type':'object',"
          + "'properties':{'city':{'type':'string'}}}}]";

  private final FakeLlm fake = FakeLlm.start();
  private final FakeClient client = new FakeClient(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void whole_aText_isEchoed() {
    JsonNode answer = ask("{'model':'gpt-4o','input':'hello world','instructions':'be brief'}");
    assertEquals("response", answer.path("object").asText());
    assertEquals("completed", answer.path("status").asText());
    assertEquals("be brief", answer.path("instructions").asText());
    JsonNode message = answer.path("output").path(0);
    assertEquals("message", message.path("type").asText());
    assertEquals("output_text", message.path("content").path(0).path("type").asText());
    assertEquals("echo: hello world", message.path("content").path(0).path("text").asText());
    assertEquals(4, answer.path("usage").path("input_tokens").asInt());
    assertEquals(3, answer.path("usage").path("output_tokens").asInt());
  }

  @Test
  void stream_aText_hasTheTypedEventsInOrder() {
    HttpResponse<String> response =
        post("{'model':'gpt-4o','stream':true,'input':[{'role':'user','content':'hello'}]}");
    List<JsonNode> events = FakeClient.events(response);
    assertEquals(
        List.of(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed"),
        events.stream().map(e -> e.path("type").asText()).toList());
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i, events.get(i).path("sequence_number").asInt());
    }
    assertTrue(response.body().startsWith("event: response.created\ndata: {"));
    assertFalse(response.body().contains("[DONE]"));
    JsonNode last = events.get(events.size() - 1).path("response");
    assertEquals(
        "echo: hello", last.path("output").path(0).path("content").path(0).path("text").asText());
    assertEquals(3, last.path("usage").path("total_tokens").asInt());
  }

  @Test
  void wholeAndStream_aToolNamed_isCalled() {
    JsonNode call =
        ask("{'model':'gpt-4o','input':'get_weather'," + TOOLS + "}").path("output").path(0);
    assertEquals("function_call", call.path("type").asText());
    assertEquals("{\"city\":\"text\"}", call.path("arguments").asText());
    List<JsonNode> events =
        FakeClient.events(
            post("{'model':'gpt-4o','stream':true,'input':'get_weather'," + TOOLS + "}"));
    assertEquals(
        "{\"city\":\"text\"}",
        events.stream()
            .filter(e -> e.path("type").asText().equals("response.function_call_arguments.delta"))
            .map(e -> e.path("delta").asText())
            .collect(Collectors.joining()));
  }

  @Test
  void whole_resultOfATool_isTold() {
    JsonNode answer =
        ask(
            "{'model':'gpt-4o','input':[{'role':'user','content':'get_weather'},"
                + "{'type':'function_call','call_id':'c','name':'get_weather','arguments':'{}'},"
                + "{'type':'function_call_output','call_id':'c','output':'sunny'}],"
                + TOOLS
                + "}");
    assertEquals("result: sunny", text(answer));
  }

  @Test
  void whole_imageAndSchema_areUnderstood() {
    assertEquals(
        "saw image/png of 3 bytes; echo: what",
        text(
            ask(
                "{'model':'gpt-4o','input':[{'role':'user','content':[{'type':'input_text',"
                    + "'text':'what'},{'type':'input_image',"
                    + "'image_url':'data:image/png;base64,AAAA'}]}]}")));
    assertEquals(
        "{\"ok\":true}",
        text(
            ask(
                "{'model':'gpt-4o','input':'x','text':{'format':{'type':'json_schema','name':'n',"
                    + "'schema':{'type':'object','properties':{'ok':{'type':'boolean'}}}}}}")));
  }

  @Test
  void wholeAndStream_reasoningRefusalAndLimit_haveTheirOwnShapes() {
    JsonNode thought =
        ask("{'model':'o3-mini','input':'x','reasoning':{'effort':'low','summary':'auto'}}");
    assertEquals("reasoning", thought.path("output").path(0).path("type").asText());
    JsonNode summary = thought.path("output").path(0).path("summary").path(0);
    assertEquals("The user said: x", summary.path("text").asText());
    JsonNode refused = ask("{'model':'gpt-4o','input':'refuse'}").path("output").path(0);
    assertEquals("refusal", refused.path("content").path(0).path("type").asText());
    HttpResponse<String> cut =
        post("{'model':'gpt-4o','stream':true,'input':'a b c','max_output_tokens':2}");
    assertTrue(cut.body().contains("event: response.incomplete"));
    assertTrue(cut.body().contains("\"reason\":\"max_output_tokens\""));
  }

  @Test
  void wrongRequests_areRefusedNamingTheField() {
    assertRefused("model", "{'input':'x'}");
    assertRefused("input", "{'model':'gpt-4o'}");
    assertRefused("tools[0].name", "{'model':'gpt-4o','input':'x','tools':[{'type':'function'}]}");
  }

  @Test
  void errorAfter_inAStream_isAnEventOfItsOwn() {
    fake.next(Behaviour.natural().errorAfter(3));
    List<JsonNode> events = FakeClient.events(post("{'model':'gpt-4o','stream':true,'input':'x'}"));
    assertEquals("error", events.get(3).path("type").asText());
    assertEquals(3, events.get(3).path("sequence_number").asInt());
  }

  @Test
  void embeddings_ofTexts_areStableAndOfTheAskedForm() {
    JsonNode floats =
        FakeClient.json(
            client.post(
                "/v1/embeddings",
                FakeClient.OPENAI,
                "{'model':'text-embedding-3-small','input':['a b','a c'],'dimensions':64}"));
    assertEquals(2, floats.path("data").size());
    JsonNode vector = floats.path("data").path(0).path("embedding");
    assertEquals(64, vector.size());
    assertEquals(4, floats.path("usage").path("prompt_tokens").asInt());
    JsonNode base64 =
        FakeClient.json(
            client.post(
                "/v1/embeddings",
                FakeClient.OPENAI,
                "{'model':'text-embedding-3-small','input':'a b','dimensions':64,"
                    + "'encoding_format':'base64'}"));
    byte[] bytes =
        Base64.getDecoder().decode(base64.path("data").path(0).path("embedding").asText());
    assertEquals(64 * 4, bytes.length);
    int bits = Float.floatToIntBits((float) vector.path(0).asDouble());
    assertEquals((byte) bits, bytes[0]);
    assertEquals((byte) (bits >> 24), bytes[3]);
  }

  @Test
  void embeddings_wrongRequests_areRefused() {
    for (String body :
        List.of(
            "{'input':'x'}",
            "{'model':'m','input':''}",
            "{'model':'m'}",
            "{'model':'m','input':'x','dimensions':0}")) {
      assertEquals(400, client.post("/v1/embeddings", FakeClient.OPENAI, body).statusCode(), body);
    }
  }

  @Test
  void models_listAndOne_areThere() {
    JsonNode list = FakeClient.json(client.get("/v1/models", FakeClient.OPENAI));
    assertEquals("list", list.path("object").asText());
    assertEquals("model", list.path("data").path(0).path("object").asText());
    assertEquals(200, client.get("/v1/models/gpt-4o", FakeClient.OPENAI).statusCode());
    assertEquals(404, client.get("/v1/models/nothing", FakeClient.OPENAI).statusCode());
    JsonNode others = FakeClient.json(client.get("/v1/models", FakeClient.ANTHROPIC));
    assertEquals("model", others.path("data").path(0).path("type").asText());
    JsonNode third = FakeClient.json(client.get("/v1beta/models", FakeClient.GOOGLE));
    assertTrue(third.path("models").path(0).path("name").asText().startsWith("models/gemini"));
  }

  private void assertRefused(String param, String body) {
    HttpResponse<String> response = post(body);
    assertEquals(400, response.statusCode());
    assertEquals(param, FakeClient.json(response).path("error").path("param").asText());
  }

  private HttpResponse<String> post(String body) {
    return client.post(PATH, FakeClient.OPENAI, body);
  }

  private JsonNode ask(String body) {
    HttpResponse<String> response = post(body);
    assertEquals(200, response.statusCode(), response::body);
    return FakeClient.json(response);
  }

  private static String text(JsonNode answer) {
    return answer.path("output").path(0).path("content").path(0).path("text").asText();
  }
}
