package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.json;
import static ai.agentcache.gateway.openai.Sample.text;
import static ai.agentcache.gateway.openai.Sample.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Part.Media.Kind;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.gateway.chat.Turn.Role;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatParseTest {

  private static final ChatDialect DIALECT = new ChatDialect(() -> Sample.NOW);

  private static Prompt parse(String fields) {
    return DIALECT.parse(
        json("{'model':'m','messages':[{'role':'user','content':'Hi'}]," + fields + "}"));
  }

  private static List<Turn> turns(String messages) {
    return DIALECT.parse(json("{'model':'m','messages':[" + messages + "]}")).turns();
  }

  @Test
  void parse_leastRequest_leavesAllToTheModel() {
    ObjectNode body = json("{'model':'gpt-4o','messages':[{'role':'user','content':'Hi'}]}");
    Prompt prompt = DIALECT.parse(body);
    assertEquals("gpt-4o", prompt.model());
    assertEquals(List.of(turn(Role.USER, text("Hi"))), prompt.turns());
    assertEquals(Sampling.DEFAULT, prompt.sampling());
    assertEquals(Tools.NONE, prompt.tools());
    assertEquals(ResponseFormat.TEXT, prompt.format());
    assertEquals(Optional.empty(), prompt.reasoning());
    assertEquals(ChatDialect.NAME, prompt.dialect());
    assertSame(body, prompt.source());
  }

  @Test
  void parse_nullFields_countAsAbsent() {
    Prompt prompt =
        parse(
            "'temperature':null,'tools':null,'tool_choice':null,'stop':null,'n':null,"
                + "'response_format':null,'stream':null,'stream_options':null,'seed':null");
    assertEquals(Sampling.DEFAULT, prompt.sampling());
    assertEquals(Tools.NONE, prompt.tools());
  }

  @Test
  void parse_sampling_readsEveryField() {
    assertEquals(
        new Sampling(
            OptionalDouble.of(0.5),
            OptionalDouble.of(0.9),
            OptionalInt.of(40),
            OptionalLong.of(300),
            List.of("END"),
            OptionalLong.of(-7),
            OptionalDouble.of(-2),
            OptionalDouble.of(2)),
        parse(
                "'temperature':0.5,'top_p':0.9,'top_k':40,'max_tokens':300,'stop':'END',"
                    + "'seed':-7,'frequency_penalty':-2,'presence_penalty':2")
            .sampling());
    assertEquals(
        OptionalLong.of(5),
        parse("'max_completion_tokens':5,'max_tokens':9").sampling().maxTokens());
    assertEquals(List.of("a", "b"), parse("'stop':['a','b']").sampling().stop());
    assertEquals(OptionalInt.empty(), parse("'top_k':-1").sampling().topK());
  }

  @Test
  void parse_reasoningEffort_isKept() {
    assertEquals(
        Optional.of(new Reasoning(Optional.of("minimal"), OptionalLong.empty())),
        parse("'reasoning_effort':'minimal'").reasoning());
  }

  @Test
  void parse_instructions_areSystemInBothRoles() {
    assertEquals(
        List.of(
            turn(Role.SYSTEM, text("a")),
            turn(Role.SYSTEM, text("b"), text("c")),
            turn(Role.USER, text(""))),
        turns(
            "{'role':'system','content':'a'},{'role':'developer','content':[{'type':'text',"
                + "'text':'b'},{'type':'text','text':'c'}]},{'role':'user','content':''}"));
  }

  @Test
  void parse_partsOfTheUser_becomeTextAndMedia() {
    assertEquals(
        List.of(
            turn(
                Role.USER,
                text("Look"),
                Sample.IMAGE,
                Sample.LINKED,
                Sample.SOUND,
                Sample.PAPER,
                new Part.Media(
                    Kind.DOCUMENT,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("file-1")))),
        turns(
            "{'role':'user','content':[{'type':'text','text':'Look'},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,aGVsbG8=',"
                + "'detail':'low'}},"
                + "{'type':'image_url','image_url':{'url':'https://example.com/cat.png'}},"
                + "{'type':'input_audio','input_audio':{'data':'SUQz','format':'mp3'}},"
                + "{'type':'file','file':{'file_data':'data:application/pdf;base64,JVBERi0=',"
                + "'filename':'paper.pdf'}},"
                + "{'type':'file','file':{'file_id':'file-1'}}]}"));
  }

  @Test
  void parse_assistantAndTool_becomeCallsAndResults() {
    assertEquals(
        List.of(
            turn(
                Role.ASSISTANT,
                new Part.Thought("hm", Optional.empty(), false),
                text("I look."),
                new Part.ToolCall("c1", "f", "{\"a\": 1}")),
            turn(Role.USER, new Part.ToolResult("c1", List.of(text("42")), false)),
            turn(Role.ASSISTANT, new Part.Refusal("no"))),
        turns(
            "{'role':'assistant','reasoning_content':'hm','content':'I look.','tool_calls':"
                + "[{'id':'c1','type':'function','function':{'name':'f','arguments':"
                + "'{\\'a\\': 1}'}}]},{'role':'tool','tool_call_id':'c1','content':'42'},"
                + "{'role':'assistant','content':null,'refusal':'no'}"));
  }

  @Test
  void parse_tools_readsFunctionsAndLeavesOthersInTheSource() {
    Tools tools =
        parse(
                "'tools':[{'type':'function','function':{'name':'f','description':'d',"
                    + "'parameters':{'type':'object'},'strict':true}},{'type':'function',"
                    + "'function':{'name':'g'}},{'type':'custom','custom':{'name':'h'}}],"
                    + "'parallel_tool_calls':false")
            .tools();
    assertEquals(
        new Tools(
            List.of(
                new Tools.Tool("f", Optional.of("d"), Optional.of(json("{'type':'object'}")), true),
                new Tools.Tool("g", Optional.empty(), Optional.empty(), false)),
            Tools.Choice.AUTO,
            Optional.empty(),
            Optional.of(false)),
        tools);
  }

  @Test
  void parse_toolChoice_readsEveryForm() {
    assertEquals(Tools.Choice.AUTO, choice("'auto'").choice());
    assertEquals(Tools.Choice.NONE, choice("'none'").choice());
    assertEquals(Tools.Choice.ANY, choice("'required'").choice());
    Tools one = choice("{'type':'function','function':{'name':'g'}}");
    assertEquals(Tools.Choice.ONE, one.choice());
    assertEquals(Optional.of("g"), one.required());
    Tools some =
        choice(
            "{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':"
                + "[{'type':'function','function':{'name':'g'}}]}}");
    assertEquals(Tools.Choice.ANY, some.choice());
    assertEquals(List.of("g"), some.offered().stream().map(Tools.Tool::name).toList());
  }

  private static Tools choice(String choice) {
    return parse(
            "'tools':[{'type':'function','function':{'name':'f'}},{'type':'function',"
                + "'function':{'name':'g'}}],'tool_choice':"
                + choice)
        .tools();
  }

  @Test
  void parse_responseFormat_readsEveryForm() {
    assertEquals(ResponseFormat.TEXT, parse("'response_format':{'type':'text'}").format());
    assertEquals(ResponseFormat.JSON, parse("'response_format':{'type':'json_object'}").format());
    assertEquals(
        Sample.schema(),
        parse(
                "'response_format':{'type':'json_schema','json_schema':{'name':'city',"
                    + "'schema':{'type':'object'},'strict':true}}")
            .format());
  }

  @Test
  void choices_ofARequest_isWhatItAsks() {
    assertEquals(1, ChatDialect.choices(json("{}")));
    assertEquals(3, ChatDialect.choices(json("{'n':3}")));
    assertEquals(1, ChatDialect.choices(json("{'n':'3'}")));
  }

  @Test
  void wantsStream_ofARequest_isWhatItAsks() {
    assertTrue(DIALECT.wantsStream(json("{'stream':true}")));
    assertFalse(DIALECT.wantsStream(json("{'stream':false}")));
    assertFalse(DIALECT.wantsStream(json("{}")));
  }
}
