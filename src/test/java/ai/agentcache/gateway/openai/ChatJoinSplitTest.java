package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChatJoinSplitTest {

  private static final ChatDialect DIALECT = new ChatDialect(() -> Sample.NOW);
  private static final ObjectNode WITH_USAGE = json("{'stream_options':{'include_usage':true}}");

  @Property(tries = 2000)
  void join_ofWhatWasSplit_isTheAnswer(@ForAll long seed) {
    ObjectNode answer = new RandomChat(seed).answer();
    ObjectNode before = answer.deepCopy();
    List<JsonNode> events = DIALECT.split(answer, WITH_USAGE);
    assertEquals(before, DIALECT.join(events));
    assertEquals(before, answer);
    events.forEach(event -> assertEquals("chat.completion.chunk", event.path("object").asText()));
    assertEquals("assistant", events.get(0).at("/choices/0/delta/role").asText());
  }

  @Property(tries = 500)
  void split_withoutTheWish_leavesTheUsageOut(@ForAll long seed) {
    ObjectNode answer = new RandomChat(seed).answer();
    List<JsonNode> events = DIALECT.split(answer, json("{}"));
    events.forEach(event -> assertFalse(event.has("usage")));
    answer.remove("usage");
    assertEquals(answer, DIALECT.join(events));
  }

  @Property(tries = 500)
  void reader_ofWhatWasSplit_hearsWhatIsRead(@ForAll long seed) {
    ObjectNode answer = new RandomChat(seed).answer();
    assertEquals(
        DIALECT.read(answer), Sample.heard(DIALECT.reader(), DIALECT.split(answer, WITH_USAGE)));
  }

  @Test
  void split_text_comesInPiecesOfAFewWords() {
    List<JsonNode> events =
        DIALECT.split(
            json(
                "{'choices':[{'index':0,'message':{'role':'assistant','content':"
                    + "'The quick brown fox jumps over the lazy dog.'},"
                    + "'finish_reason':'stop'}]}"),
            json("{}"));
    assertTrue(events.size() >= 5, () -> "only " + events.size());
    assertEquals("", events.get(0).at("/choices/0/delta/content").asText());
    assertEquals("stop", events.get(events.size() - 1).at("/choices/0/finish_reason").asText());
  }

  @Test
  void split_tokensWithProbabilities_areTheChunks() {
    List<JsonNode> events =
        DIALECT.split(
            json(
                "{'choices':[{'index':0,'message':{'role':'assistant','content':'ab'},'logprobs':"
                    + "{'content':[{'token':'a'},{'token':'b'}],'refusal':null},"
                    + "'finish_reason':'stop'}]}"),
            json("{}"));
    assertEquals(4, events.size());
    assertEquals(
        json(
            "{'index':0,'delta':{'content':'a'},'finish_reason':null,"
                + "'logprobs':{'content':[{'token':'a'}]}}"),
        events.get(1).at("/choices/0"));
  }

  @Test
  void join_streamOfOpenAi_isTheWholeAnswer() {
    assertEquals(
        json(
            "{'id':'c','object':'chat.completion','created':1,'model':'m','choices':["
                + "{'index':0,'message':{'role':'assistant','content':'Hello','refusal':null},"
                + "'logprobs':null,'finish_reason':'stop'},"
                + "{'index':1,'message':{'role':'assistant','content':null,'tool_calls':["
                + "{'id':'x','type':'function','function':{'name':'f','arguments':'{}'},"
                + "'extra_content':{'google':{'thought_signature':'s'}}}]},"
                + "'finish_reason':'tool_calls'}],'usage':{'total_tokens':3}}"),
        DIALECT.join(
            List.of(
                chunk(
                    "{'index':0,'delta':{'role':'assistant','content':'','refusal':null},"
                        + "'logprobs':null,'finish_reason':null}"),
                chunk(
                    "{'index':1,'delta':{'role':'assistant','content':null},"
                        + "'finish_reason':null}"),
                chunk("{'index':0,'delta':{'content':'Hel'}}"),
                chunk(
                    "{'index':1,'delta':{'tool_calls':[{'index':0,'id':'x','type':'function',"
                        + "'function':{'name':'f','arguments':'{'}}]}}"),
                chunk(
                    "{'index':1,'delta':{'tool_calls':[{'index':0,'function':{'name':'',"
                        + "'arguments':'}'},'extra_content':{'google':{'thought_signature':'s'}}}]}}"),
                chunk("{'index':0,'delta':{'content':'lo'}}"),
                chunk("{'index':1,'delta':{},'finish_reason':'tool_calls'}"),
                chunk("{'index':0,'delta':{},'finish_reason':'stop'}"),
                json(
                    "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m',"
                        + "'choices':[],'usage':{'total_tokens':3}}"))));
  }

  private static JsonNode chunk(String choice) {
    return json(
        "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m','choices':["
            + choice
            + "],'usage':null,'obfuscation':'abc'}");
  }
}
