package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.completion;
import static ai.agentcache.gateway.openai.Sample.json;
import static ai.agentcache.gateway.openai.Sample.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Spent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesAnswerTest {

  private static final ResponsesDialect DIALECT = new ResponsesDialect(() -> Sample.NOW);

  @Test
  void read_answerOfOpenAi_givesEverything() {
    assertEquals(
        new Completion(
            "resp_1",
            "gpt-5",
            List.of(
                new Part.Thought("hm\n\nwell", Optional.of("gAAA"), true),
                text("Sunny."),
                new Part.ToolCall("call_1", "f", "{}")),
            Finish.TOOLS,
            Optional.empty(),
            new Spent(36, 87, 30, 0, 64)),
        DIALECT.read(
            json(
                "{'id':'resp_1','object':'response','created_at':1760000000,"
                    + "'status':'completed','error':null,'incomplete_details':null,"
                    + "'model':'gpt-5','output':["
                    + "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text',"
                    + "'text':'hm'},{'type':'summary_text','text':'well'}],"
                    + "'encrypted_content':'gAAA'},"
                    + "{'type':'web_search_call','id':'ws_1','status':'completed'},"
                    + "{'type':'message','id':'msg_1','status':'completed','role':'assistant',"
                    + "'content':[{'type':'output_text','text':'Sunny.','annotations':[],"
                    + "'logprobs':[]}]},"
                    + "{'type':'function_call','id':'fc_1','status':'completed',"
                    + "'call_id':'call_1','name':'f','arguments':'{}'}],"
                    + "'usage':{'input_tokens':36,'input_tokens_details':{'cached_tokens':30},"
                    + "'output_tokens':87,'output_tokens_details':{'reasoning_tokens':64},"
                    + "'total_tokens':123}}")));
  }

  @Test
  void read_incomplete_saysWhy() {
    assertEquals(Finish.LENGTH, finish("{'reason':'max_output_tokens'}"));
    assertEquals(Finish.FILTER, finish("{'reason':'content_filter'}"));
    assertEquals(Finish.LENGTH, finish("null"));
  }

  private static Finish finish(String details) {
    return DIALECT
        .read(json("{'status':'incomplete','output':[],'incomplete_details':" + details + "}"))
        .finish();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{'status':'failed','error':{'code':'server_error'},'output':[]}",
        "{'status':'in_progress','output':[]}",
        "{'status':'completed','output':{}}",
        "{'status':'completed','output':[1]}",
        "{'status':'completed','output':[{}]}",
        "{'status':'completed','output':[{'type':'function_call','name':'f'}]}",
        "{'status':'completed','output':[{'type':'message','content':'a'}]}",
        "{'status':'completed','output':[],'usage':{'input_tokens':'1'}}",
      })
  void read_nonsense_isMalformed(String answer) {
    assertThrows(MalformedAnswerException.class, () -> DIALECT.read(Sample.value(answer)));
  }

  @Test
  void read_whatWasWritten_givesTheSameAnswer() {
    for (Completion answer : ResponsesStreamTest.ANSWERS) {
      assertEquals(answer, DIALECT.read(DIALECT.write(answer)));
    }
  }

  @Test
  void write_answer_hasTheItemsOfOpenAi() {
    ObjectNode response =
        DIALECT.write(
            completion(
                "chatcmpl-1",
                Finish.TOOLS,
                new Part.Thought("hm", Optional.of("signature"), false),
                text("Sunny."),
                new Part.ToolCall("call_1", "f", "{}")));
    assertEquals(
        Sample.value(
            "[{'type':'reasoning','id':'rs_chatcmpl-1_0','summary':[{'type':'summary_text',"
                + "'text':'hm'}]},"
                + "{'type':'message','id':'msg_chatcmpl-1_1','status':'completed',"
                + "'role':'assistant','content':[{'type':'output_text','text':'Sunny.',"
                + "'annotations':[]}]},"
                + "{'type':'function_call','id':'fc_chatcmpl-1_2','status':'completed',"
                + "'call_id':'call_1','name':'f','arguments':'{}'}]"),
        response.get("output"));
    assertEquals("resp_chatcmpl-1", response.path("id").asText());
    assertEquals("completed", response.path("status").asText());
    assertEquals(Sample.NOW, response.path("created_at").asLong());
    assertEquals(
        json(
            "{'input_tokens':100,'output_tokens':40,'total_tokens':140,"
                + "'input_tokens_details':{'cached_tokens':60},"
                + "'output_tokens_details':{'reasoning_tokens':12}}"),
        json(response.path("usage").toString()));
  }

  @Test
  void write_refusalInPlainText_saysThatItWasFiltered() {
    ObjectNode response = DIALECT.write(completion("a", Finish.REFUSAL, text("I will not.")));
    assertEquals("content_filter", response.at("/incomplete_details/reason").asText());
  }
}
