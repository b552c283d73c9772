package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.json;
import static ai.agentcache.gateway.openai.Sample.text;
import static ai.agentcache.gateway.openai.Sample.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Part.Media.Kind;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.gateway.chat.Turn.Role;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatWriteTest {

  private static final ChatDialect DIALECT = new ChatDialect(() -> Sample.NOW);

  private static ObjectNode write(Turn... turns) {
    return DIALECT.write(
        Sample.prompt(List.of(turns), Sampling.DEFAULT, Tools.NONE, ResponseFormat.TEXT));
  }

  /** As it is read at the other end, where numbers have one type each. */
  private static ObjectNode written(Prompt prompt) {
    return json(DIALECT.write(prompt).toString());
  }

  @Test
  void write_promptOfThisDialect_keepsEveryField() {
    ObjectNode body =
        json(
            "{'model':'alias','messages':[{'role':'user','content':'Hi','name':'Ann'}],"
                + "'unknown':{'a':[1.50]},'stream':true,'stream_options':{'include_usage':true},"
                + "'n':2,'logit_bias':{'1':2}}");
    ObjectNode before = body.deepCopy();
    assertEquals(
        json(
            "{'model':'gpt-4o','messages':[{'role':'user','content':'Hi','name':'Ann'}],"
                + "'unknown':{'a':[1.50]},'n':2,'logit_bias':{'1':2}}"),
        DIALECT.write(DIALECT.parse(body).withModel("gpt-4o")));
    assertEquals(before, body);
  }

  @ParameterizedTest
  @EnumSource(Tools.Choice.class)
  void parse_whatWasWritten_givesTheSamePrompt(Tools.Choice choice) {
    Prompt prompt =
        Sample.prompt(
            Sample.conversation(), Sample.fullSampling(), Sample.tools(choice), Sample.schema());
    assertEquals(prompt, Sample.neutral(DIALECT.parse(DIALECT.write(prompt))));
  }

  @Test
  void write_promptOfAnotherDialect_isAsOpenAiWantsIt() {
    assertEquals(
        json(
            "{'model':'model-1','messages':["
                + "{'role':'system','content':'Be brief.'},"
                + "{'role':'user','content':'Weather?'},"
                + "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
                + "'function':{'name':'weather','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'c1','content':'sunny'}],"
                + "'temperature':0.5,'top_p':0.9,'max_completion_tokens':300,"
                + "'tools':[{'type':'function','function':{'name':'weather','description':"
                + "'Tells the weather','parameters':{'type':'object','properties':{'city':"
                + "{'type':'string'}}},'strict':true}},"
                + "{'type':'function','function':{'name':'time'}}],"
                + "'tool_choice':{'type':'function','function':{'name':'time'}},"
                + "'parallel_tool_calls':false,'response_format':{'type':'json_object'},"
                + "'reasoning_effort':'high'}"),
        written(
            Sample.prompt(
                List.of(
                    turn(Role.SYSTEM, text("Be brief.")),
                    turn(Role.USER, text("Weather?")),
                    turn(Role.ASSISTANT, new Part.ToolCall("c1", "weather", "{}")),
                    turn(Role.USER, new Part.ToolResult("c1", List.of(text("sunny")), false))),
                Sample.plainSampling(),
                Sample.tools(Tools.Choice.ONE),
                ResponseFormat.JSON)));
  }

  @Test
  void write_limit_hasTheNameThatTheServerKnows() {
    Prompt translated =
        Sample.prompt(
            List.of(turn(Role.USER, text("Hi"))),
            Sample.plainSampling(),
            Tools.NONE,
            ResponseFormat.TEXT);
    assertEquals(300, written(translated).path("max_completion_tokens").intValue());
    ObjectNode older = DIALECT.compatible().write(translated);
    assertEquals(300, older.path("max_tokens").longValue());
    assertFalse(older.has("max_completion_tokens"));
  }

  @Test
  void write_limitOfThisDialect_keepsItsName() {
    for (String name : List.of("max_tokens", "max_completion_tokens")) {
      ObjectNode body =
          json("{'model':'m','messages':[{'role':'user','content':'Hi'}],'" + name + "':5}");
      assertEquals(body, DIALECT.write(DIALECT.parse(body)));
      assertEquals(body, DIALECT.compatible().write(DIALECT.parse(body)));
    }
  }

  @Test
  void write_resultOfAToolThatFailed_saysSo() {
    assertEquals(
        Sample.value(
            "[{'role':'tool','tool_call_id':'c1','content':'Error: no clock'},"
                + "{'role':'tool','tool_call_id':'c2','content':["
                + "{'type':'text','text':'Error: a'},{'type':'text','text':'b'}]}]"),
        write(
                turn(
                    Role.USER,
                    new Part.ToolResult("c1", List.of(text("no clock")), true),
                    new Part.ToolResult("c2", List.of(text("a"), text("b")), true)))
            .get("messages"));
  }

  @Test
  void write_resultsBesideWords_comeFirstAsMessagesOfTheirOwn() {
    assertEquals(
        Sample.value(
            "[{'role':'tool','tool_call_id':'c1','content':''},"
                + "{'role':'tool','tool_call_id':'c2','content':'error'},"
                + "{'role':'user','content':[{'type':'text','text':'Result of c1:'},"
                + "{'type':'image_url','image_url':{'url':'https://example.com/cat.png'}},"
                + "{'type':'text','text':'And now?'}]}]"),
        write(
                turn(
                    Role.USER,
                    text("And now?"),
                    new Part.ToolResult("c1", List.of(Sample.LINKED), false),
                    new Part.ToolResult("c2", List.of(), true)))
            .get("messages"));
  }

  @Test
  void write_sealedThought_isLeftOut() {
    assertEquals(
        Sample.value("[{'role':'assistant','content':'a'}]"),
        write(
                turn(
                    Role.ASSISTANT,
                    new Part.Thought("t", Optional.of("seal"), false),
                    new Part.Thought("", Optional.of("secret"), true),
                    text("a")))
            .get("messages"));
  }

  @Test
  void write_documentByUrl_isRefused() {
    Part document =
        new Part.Media(
            Kind.DOCUMENT,
            Optional.empty(),
            Optional.empty(),
            Optional.of("https://example.com/a.pdf"),
            Optional.empty());
    ApiException refused = assertThrows(ApiException.class, () -> write(turn(Role.USER, document)));
    assertTrue(refused.details().contains("`messages`"), refused.details());
  }

  @Test
  void askForStream_body_keepsOtherOptions() {
    ObjectNode body = json("{'stream_options':{'include_obfuscation':false}}");
    DIALECT.askForStream(body);
    assertEquals(
        json("{'stream':true,'stream_options':{'include_obfuscation':false,'include_usage':true}}"),
        body);
    ObjectNode empty = json("{}");
    DIALECT.askForStream(empty);
    assertEquals(json("{'stream':true,'stream_options':{'include_usage':true}}"), empty);
  }
}
