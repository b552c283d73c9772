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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatAnswerTest {

  private static final ChatDialect DIALECT = new ChatDialect(() -> Sample.NOW);
  private static final Part.ToolCall CALL =
      new Part.ToolCall("call_1", "weather", "{\"city\":\"Rome\"}");

  private static Completion read(String choice) {
    return DIALECT.read(json("{'id':'a','model':'m','choices':[" + choice + "]}"));
  }

  @Test
  void read_answerOfOpenAi_givesEverything() {
    assertEquals(
        new Completion(
            "chatcmpl-1",
            "gpt-4o-2024-08-06",
            List.of(text("Sunny."), CALL),
            Finish.TOOLS,
            Optional.empty(),
            new Spent(82, 17, 64, 0, 3)),
        DIALECT.read(
            json(
                "{'id':'chatcmpl-1','object':'chat.completion','created':1760000000,"
                    + "'model':'gpt-4o-2024-08-06','choices':[{'index':0,'message':{"
                    + "'role':'assistant','content':'Sunny.','refusal':null,'annotations':[],"
                    + "'tool_calls':[{'id':'call_1','type':'function','function':{"
                    + "'name':'weather','arguments':'{\\'city\\':\\'Rome\\'}'}}]},"
                    + "'logprobs':null,'finish_reason':'tool_calls'}],'usage':{"
                    + "'prompt_tokens':82,'completion_tokens':17,'total_tokens':99,"
                    + "'prompt_tokens_details':{'cached_tokens':64,'audio_tokens':0},"
                    + "'completion_tokens_details':{'reasoning_tokens':3,'audio_tokens':0}},"
                    + "'service_tier':'default','system_fingerprint':'fp_1'}")));
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "length, LENGTH",
    "tool_calls, TOOLS",
    "function_call, TOOLS",
    "content_filter, FILTER",
    "something_new, LENGTH",
  })
  void read_finishReason_isUnderstood(String reason, Finish finish) {
    assertEquals(
        finish, read("{'message':{'content':'a'},'finish_reason':'" + reason + "'}").finish());
  }

  @ParameterizedTest
  @CsvSource({"stop, STOP", "length, LENGTH", "content_filter, FILTER"})
  void read_severalChoices_areWholeIfAllAre(String second, Finish finish) {
    String choice = "{'message':{'content':'a'},'finish_reason':'%s'}";
    assertEquals(
        finish,
        DIALECT
            .read(
                json(
                    "{'choices':[%s,%s,%s]}"
                        .formatted(
                            choice.formatted("stop"),
                            choice.formatted(second),
                            choice.formatted("stop"))))
            .finish());
  }

  @Test
  void read_refusal_endsInRefusal() {
    Completion refused =
        read("{'message':{'content':null,'refusal':'No.'},'finish_reason':'stop'}");
    assertEquals(List.of(new Part.Refusal("No.")), refused.parts());
    assertEquals(Finish.REFUSAL, refused.finish());
  }

  @Test
  void read_callsWithStop_waitForTools() {
    Completion calls =
        read(
            "{'message':{'tool_calls':[{'function':{'name':'f','arguments':{'a':1}}}]},"
                + "'finish_reason':'stop'}");
    assertEquals(List.of(new Part.ToolCall("call_0", "f", "{\"a\":1}")), calls.parts());
    assertEquals(Finish.TOOLS, calls.finish());
  }

  @Test
  void read_compatibleServers_areUnderstood() {
    Completion answer =
        read(
            "{'message':{'reasoning':'hm','content':[{'type':'text','text':'a'}],'images':[{"
                + "'type':'image_url','image_url':{'url':'data:image/png;base64,YQ=='}}]},"
                + "'finish_reason':'stop','stop_reason':'END'}");
    assertEquals("a", answer.text());
    assertEquals(new Part.Thought("hm", Optional.empty(), false), answer.parts().get(0));
    assertEquals(Part.Media.class, answer.parts().get(2).getClass());
    assertEquals(Optional.of("END"), answer.stopSequence());
    assertEquals(Spent.UNKNOWN, answer.usage());
  }

  @Test
  void read_usageWithThoughtsApart_addsThem() {
    assertEquals(
        new Spent(10, 25, 4, 0, 20),
        DIALECT
            .read(
                json(
                    "{'choices':[{'message':{'content':'a'},'finish_reason':'stop'}],'usage':{"
                        + "'prompt_tokens':10,'completion_tokens':5,'total_tokens':35,"
                        + "'prompt_cache_hit_tokens':4,"
                        + "'completion_tokens_details':{'reasoning_tokens':20}}}"))
            .usage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "'text'",
        "{}",
        "{'choices':[]}",
        "{'choices':{}}",
        "{'choices':[1]}",
        "{'choices':[{'finish_reason':'stop'}]}",
        "{'choices':[{'message':{'content':'a'}}]}",
        "{'choices':[{'message':{'content':5},'finish_reason':'stop'}]}",
        "{'choices':[{'message':{'tool_calls':[{}]},'finish_reason':'stop'}]}",
        "{'choices':[{'message':{},'finish_reason':'stop'}],'usage':{'prompt_tokens':-1}}",
        "{'choices':[{'message':{},'finish_reason':'stop'}],'usage':7}",
      })
  void read_nonsense_isMalformed(String answer) {
    assertThrows(MalformedAnswerException.class, () -> DIALECT.read(Sample.value(answer)));
  }

  @Test
  void write_answer_isAsOpenAiGivesIt() {
    assertEquals(
        json(
            "{'id':'chatcmpl-msg_1','object':'chat.completion','created':1760000000,"
                + "'model':'model-1','choices':[{'index':0,'message':{'role':'assistant',"
                + "'content':'Sunny.','refusal':null,'reasoning_content':'hm',"
                + "'tool_calls':[{'id':'call_1','type':'function','function':{"
                + "'name':'weather','arguments':'{\\'city\\':\\'Rome\\'}'}}]},"
                + "'logprobs':null,'finish_reason':'tool_calls'}],'usage':{"
                + "'prompt_tokens':100,'completion_tokens':40,'total_tokens':140,"
                + "'prompt_tokens_details':{'cached_tokens':60},"
                + "'completion_tokens_details':{'reasoning_tokens':12}}}"),
        Sample.value(
            DIALECT
                .write(
                    completion(
                        "msg_1",
                        Finish.TOOLS,
                        new Part.Thought("hm", Optional.empty(), false),
                        text("Sunny."),
                        CALL))
                .toString()));
  }

  @Test
  void read_whatWasWritten_givesTheSameAnswer() {
    for (Completion answer : ChatStreamTest.ANSWERS) {
      assertEquals(answer, DIALECT.read(DIALECT.write(answer)));
    }
  }

  @Test
  void write_refusalInPlainText_saysThatItWasFiltered() {
    assertEquals(
        "content_filter",
        DIALECT
            .write(completion("a", Finish.REFUSAL, text("I will not.")))
            .at("/choices/0/finish_reason")
            .asText());
  }
}
