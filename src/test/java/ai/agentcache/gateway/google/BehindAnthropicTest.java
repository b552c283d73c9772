package ai.agentcache.gateway.google;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.gateway.anthropic.MessagesDialect;
import ai.agentcache.gateway.chat.Jsons;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** A client of one dialect before a provider of another. */
class BehindAnthropicTest {

  private static final MessagesDialect FRONT = new MessagesDialect();
  private static final GenerateDialect BACK = new GenerateDialect();

  private static final ObjectNode ANSWER =
      Jsons.object(
          "{'responseId':'r','modelVersion':'gemini-3-flash','candidates':[{'content':{'parts':["
              + "{'text':'I look.'},"
              + "{'functionCall':{'id':'c1','name':'weather','args':{'city':'Rome'}},"
              + "'thoughtSignature':'sig'},"
              + "{'functionCall':{'id':'c2','name':'weather','args':{'city':'Oslo'}}}]},"
              + "'finishReason':'STOP'}]}");

  @Test
  void write_answerThatTheClientSendsBack_hasItsCallsAndSignatures() {
    ObjectNode message = Jsons.sent(FRONT.write(BACK.read(ANSWER)));
    assertEquals("tool_use", message.path("stop_reason").textValue());
    ObjectNode body =
        Jsons.object(
            "{'model':'gemini-3-flash','max_tokens':9,'messages':["
                + "{'role':'user','content':'Weather?'},"
                + "{'role':'assistant'},"
                + "{'role':'user','content':["
                + "{'type':'tool_result','tool_use_id':'c2','content':'rain'},"
                + "{'type':'tool_result','tool_use_id':'c1','content':'sun'}]}]}");
    ((ObjectNode) body.path("messages").path(1)).set("content", message.path("content"));
    ArrayNode parts = (ArrayNode) ANSWER.at("/candidates/0/content/parts");
    ObjectNode written = Jsons.sent(BACK.write(FRONT.parse(body)));
    assertEquals(parts, written.at("/contents/1/parts"));
    assertEquals(
        Jsons.value(
            "[{'functionResponse':{'id':'c2','name':'weather','response':{'result':'rain'}}},"
                + "{'functionResponse':{'id':'c1','name':'weather',"
                + "'response':{'result':'sun'}}}]"),
        written.at("/contents/2/parts"));
  }
}
