package ai.agentcache.fakes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steering over HTTP, and the ready-made answers for benchmarks. */
class ControlTest {

  private static final String CONTROL = "/_control";
  private static final String CHAT = "/v1/chat/completions";
  private static final String BODY =
      "{'model':'gpt-4o','messages':[{'role':'user','content':'hi'}]}";

  private final FakeLlm fake = FakeLlm.start();
  private final FakeClient client = new FakeClient(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void post_someTimes_theNextRequestsGetIt() {
    order("{'times':2,'behaviour':{'status':503,'retryAfter':'1'}}", 200);
    assertEquals(503, chat().statusCode());
    assertEquals(503, chat().statusCode());
    assertEquals(200, chat().statusCode());
  }

  @Test
  void post_aRule_matchingRequestsGetIt() {
    order("{'path':'" + CHAT + "','contains':'hi','behaviour':{'status':500}}", 200);
    order("{'method':'GET','behaviour':{'reply':{'text':['never']}}}", 200);
    assertEquals(500, chat().statusCode());
    assertEquals(200, client.get("/v1/models", FakeClient.OPENAI).statusCode());
  }

  @Test
  void post_aReply_isWhatTheModelSays() {
    order(
        "{'times':1,'behaviour':{'reply':{'reasoning':['hm'],'text':['a','b'],'finish':'LENGTH',"
            + "'usage':{'input':10,'cached':5,'output':4,'reasoning':1}}}}",
        200);
    JsonNode answer = FakeClient.json(chat());
    JsonNode choice = answer.path("choices").path(0);
    assertEquals("ab", choice.path("message").path("content").asText());
    assertEquals("length", choice.path("finish_reason").asText());
    assertEquals(14, answer.path("usage").path("total_tokens").asInt());
  }

  @Test
  void post_aWordItDoesNotKnow_is400() {
    order("{'times':1,'behaviour':{'statu':503}}", 400);
    order("{'behavior':{}}", 400);
    order("nonsense", 400);
  }

  @Test
  void post_aKeyToReject_is401FromThenOn() {
    order("{'rejectKey':'sk-test'}", 200);
    assertEquals(401, chat().statusCode());
  }

  @Test
  void get_afterCalls_tellsOfThem() {
    chat();
    JsonNode counts = FakeClient.json(client.get(CONTROL, Map.of()));
    assertEquals(1, counts.path("total").asInt());
    assertEquals(1, counts.path("byPath").path(CHAT).asInt());
    assertEquals(0, counts.path("inFlight").asInt());
    JsonNode call = FakeClient.json(client.get(CONTROL + "/calls", Map.of())).path(0);
    assertEquals(
        "Bearer sk-test", call.path("request").path("headers").path("authorization").asText());
    assertTrue(call.path("request").path("body").asText().contains("gpt-4o"));
    assertEquals("COMPLETED", call.path("ending").path("kind").asText());
  }

  @Test
  void delete_afterCallsAndOrders_forgetsThem() {
    order("{'behaviour':{'status':500}}", 200);
    assertEquals(500, chat().statusCode());
    client.delete(CONTROL);
    assertEquals(200, chat().statusCode());
    assertEquals(1, fake.calls().total());
  }

  @Test
  void bench_everyFormat_isAnsweredAndCounted() {
    Map<String, String> none = Map.of();
    for (String path : new String[] {CHAT, "/v1/responses", "/v1/messages"}) {
      JsonNode whole = FakeClient.json(client.post(path, none, "{'model':'bench'}"));
      assertEquals("bench", whole.path("model").asText());
      HttpResponse<String> stream =
          client.post(path, none, "{ 'stream' : true, 'model' : 'bench' }");
      assertTrue(stream.body().contains("fox"), path);
    }
    String google = "/v1beta/models/bench:";
    assertTrue(client.post(google + "generateContent", none, "{}").body().contains("fox"));
    assertTrue(
        client.post(google + "streamGenerateContent?alt=sse", none, "{}").body().contains("fox"));
    assertEquals(8, fake.calls().total());
    assertEquals(0, fake.calls().inFlight());
  }

  private void order(String order, int status) {
    assertEquals(status, client.post(CONTROL, Map.of(), order).statusCode());
  }

  private HttpResponse<String> chat() {
    return client.post(CHAT, FakeClient.OPENAI, BODY);
  }
}
