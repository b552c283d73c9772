package ai.agentcache.gateway.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Jsons;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Prompts;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PromptWriterTest {

  private static final MessagesDialect DIALECT = new MessagesDialect();
  private static final String COUNTING = "claude-sonnet-4-5-20250929";
  private static final String DECIDING = "claude-opus-4-7";

  private static ObjectNode write(Prompt prompt) {
    return Jsons.sent(DIALECT.write(prompt));
  }

  private static void assertRefused(String field, Prompt prompt) {
    ApiException e = assertThrows(ApiException.class, () -> DIALECT.write(prompt));
    assertTrue(e.details().startsWith("`" + field + "` "), e.details());
  }

  @Test
  void write_conversationOfAnotherDialect_isMergedAndOrdered() {
    Prompt prompt =
        Prompts.with(
            Prompts.with(Prompts.of(COUNTING, Prompts.conversation()), Prompts.sampling(0.5)),
            new Tools(Prompts.TOOLS, Tools.Choice.AUTO, Optional.empty(), Optional.of(true)));
    assertEquals(
        Jsons.object(
            """
            {'model':'claude-sonnet-4-5-20250929','max_tokens':500,
             'system':'Be brief.\\n\\nBe kind.',
             'messages':[
              {'role':'user','content':[
                {'type':'text','text':'What is this?'},
                {'type':'image','source':
                  {'type':'base64','media_type':'image/png','data':'aWNv'}},
                {'type':'image','source':{'type':'url','url':'https://x/y.png'}}]},
              {'role':'assistant','content':[
                {'type':'text','text':'I look.'},
                {'type':'tool_use','id':'call_1','name':'weather',
                 'input':{'city':'Rome','days':2}},
                {'type':'tool_use','id':'call_2','name':'clock','input':{}}]},
              {'role':'user','content':[
                {'type':'tool_result','tool_use_id':'call_1',
                 'content':'{\\'sky\\':\\'blue\\'}'},
                {'type':'tool_result','tool_use_id':'call_2','content':'no clock',
                 'is_error':true},
                {'type':'text','text':'And now?'}]}],
             'tools':[
              {'name':'weather','description':'Looks out of the window.','strict':true,
               'input_schema':{'type':'object','properties':{'city':{'type':'string'}},
                'required':['city'],'additionalProperties':false}},
              {'name':'clock','input_schema':{'type':'object','properties':{}}}],
             'tool_choice':{'type':'auto','disable_parallel_tool_use':false},
             'stop_sequences':['END'],'temperature':0.5,'top_k':40}
            """),
        write(prompt));
  }

  @Test
  void write_resultAfterTextOfTheUser_comesFirst() {
    List<Turn> turns =
        List.of(
            new Turn(Turn.Role.USER, List.of(new Part.Text("wait"))),
            Prompts.result("call_1", "done", false));
    assertEquals(
        "tool_result", write(Prompts.of("m", turns)).at("/messages/0/content/0/type").textValue());
  }

  @Test
  void write_emptyTextsAndThoughtsOfOthers_areLeftOut() {
    List<Part> parts =
        List.of(
            new Part.Thought("hm", Optional.empty(), false),
            new Part.Thought("", Optional.of("google:x"), true),
            new Part.Thought("", Optional.of("sealed"), true),
            new Part.Thought("mine", Optional.of("sig"), false),
            new Part.Text(""),
            new Part.Refusal("No."));
    ObjectNode body =
        write(
            Prompts.of(
                "m",
                List.of(
                    new Turn(Turn.Role.USER, List.of(new Part.Text("x"))),
                    new Turn(Turn.Role.ASSISTANT, parts),
                    new Turn(Turn.Role.USER, List.of(new Part.Text(""))))));
    assertEquals(
        Jsons.value(
            "[{'type':'redacted_thinking','data':'sealed'},"
                + "{'type':'thinking','thinking':'mine','signature':'sig'},"
                + "{'type':'text','text':'No.'}]"),
        body.at("/messages/1/content"));
    assertEquals(2, body.path("messages").size());
  }

  @Test
  void write_promptOfThisDialect_isItsSource() {
    ObjectNode source =
        Jsons.object(
            "{'model':'alias','max_tokens':9,'stream':true,'x':{'y':[1.50,null]},"
                + "'messages':[{'role':'user','content':'hi','z':1}]}");
    ObjectNode expected = source.deepCopy();
    expected.remove("stream");
    expected.put("model", "claude-real");
    assertEquals(expected, DIALECT.write(DIALECT.parse(source).withModel("claude-real")));
    assertTrue(source.has("stream"));
  }

  @Test
  void write_promptOfThisDialect_losesOnlyThoughtsOfOtherModels() {
    ObjectNode source =
        Jsons.object(
            "{'model':'m','max_tokens':9,'messages':[{'role':'assistant','content':["
                + "{'type':'thinking','thinking':'a','signature':''},"
                + "{'type':'redacted_thinking','data':'google:x'},"
                + "{'type':'thinking','thinking':'','signature':'sig'},"
                + "{'type':'text','text':'hi'}]}]}");
    assertEquals(
        Jsons.value(
            "[{'type':'thinking','thinking':'','signature':'sig'},"
                + "{'type':'text','text':'hi'}]"),
        DIALECT.write(DIALECT.parse(source)).at("/messages/0/content"));
  }

  @Test
  void write_noLimit_hasTheUsualOne() {
    assertEquals(4096, write(Prompts.asking("m", "x")).path("max_tokens").intValue());
    ObjectNode body = new MessagesDialect(100).write(Prompts.asking("m", "x"));
    assertEquals(100, body.path("max_tokens").intValue());
  }

  @Test
  void write_reasoningForModelsThatCount_isABudgetBelowTheLimit() {
    Prompt prompt = Prompts.with(Prompts.asking(COUNTING, "x"), Prompts.effort("medium"));
    ObjectNode unlimited = write(prompt);
    assertEquals(
        Jsons.object("{'type':'enabled','budget_tokens':8192}"), unlimited.path("thinking"));
    assertEquals(4096 + 8192, unlimited.path("max_tokens").intValue());
    ObjectNode limited = write(Prompts.with(prompt, Prompts.sampling(0.5)));
    assertEquals(500 + 8192, limited.path("max_tokens").intValue());
    assertFalse(limited.has("temperature") || limited.has("top_k") || limited.has("top_p"));
  }

  @Test
  void write_smallBudget_isRaisedToTheLeast() {
    Reasoning little = new Reasoning(Optional.empty(), OptionalLong.of(5));
    assertEquals(
        1024,
        write(Prompts.with(Prompts.asking(COUNTING, "x"), little))
            .at("/thinking/budget_tokens")
            .intValue());
  }

  @Test
  void write_reasoningForModelsThatDecide_isAnEffort() {
    ObjectNode body =
        write(
            Prompts.with(
                Prompts.with(Prompts.asking(DECIDING, "x"), Prompts.effort("high")),
                Prompts.sampling(0.5)));
    assertEquals(Jsons.object("{'type':'adaptive','display':'summarized'}"), body.path("thinking"));
    assertEquals("high", body.at("/output_config/effort").textValue());
    assertEquals(500, body.path("max_tokens").intValue());
    assertFalse(body.has("temperature") || body.has("top_k") || body.has("top_p"));
  }

  @Test
  void write_noReasoning_asksForNoThoughts() {
    assertFalse(
        write(Prompts.with(Prompts.asking(COUNTING, "x"), Prompts.effort("none"))).has("thinking"));
    ObjectNode body = write(Prompts.with(Prompts.asking(DECIDING, "x"), Prompts.effort("none")));
    assertFalse(body.has("thinking"));
    assertEquals("low", body.at("/output_config/effort").textValue());
  }

  /** The second turn of a tool's use, with these thoughts before the call. */
  private static ObjectNode afterACall(String model, Part.Thought... thoughts) {
    List<Part> called = new ArrayList<>(List.of(thoughts));
    called.add(new Part.ToolCall("call_1", "clock", "{}"));
    List<Turn> turns =
        List.of(
            new Turn(Turn.Role.USER, List.of(new Part.Text("x"))),
            new Turn(Turn.Role.ASSISTANT, called),
            Prompts.result("call_1", "noon", false));
    return write(Prompts.with(Prompts.of(model, turns), Prompts.effort("medium")));
  }

  @Test
  void write_answerThatCalledAndLostItsThoughts_goesOnWithoutThinking() {
    ObjectNode lost = afterACall(COUNTING);
    assertFalse(lost.has("thinking"));
    assertEquals(4096, lost.path("max_tokens").intValue());
    assertFalse(
        afterACall(COUNTING, new Part.Thought("hm", Optional.empty(), false)).has("thinking"));
    assertFalse(
        afterACall(COUNTING, new Part.Thought("", Optional.of("openai:x"), true)).has("thinking"));
    assertTrue(
        afterACall(COUNTING, new Part.Thought("hm", Optional.of("sig"), false)).has("thinking"));
    assertTrue(afterACall(DECIDING).has("thinking"));
  }

  @Test
  void write_callsOfAnEarlierAnswer_doNotEndThinking() {
    List<Turn> turns = new ArrayList<>(Prompts.conversation());
    turns.add(new Turn(Turn.Role.ASSISTANT, List.of(new Part.Text("Blue."))));
    turns.add(new Turn(Turn.Role.USER, List.of(new Part.Text("Why?"))));
    assertTrue(
        write(Prompts.with(Prompts.of(COUNTING, turns), Prompts.effort("medium"))).has("thinking"));
  }

  @Test
  void write_forcedTool_winsOverThinking() {
    Tools tools =
        new Tools(Prompts.TOOLS, Tools.Choice.ONE, Optional.of("clock"), Optional.of(false));
    ObjectNode body =
        write(
            Prompts.with(
                Prompts.with(Prompts.asking(COUNTING, "x"), Prompts.effort("high")), tools));
    assertFalse(body.has("thinking"));
    assertEquals(
        Jsons.object("{'type':'tool','name':'clock','disable_parallel_tool_use':true}"),
        body.path("tool_choice"));
  }

  @Test
  void write_strictOrClosedSchema_isEnforced() {
    ObjectNode open = Jsons.object("{'type':'object','properties':{'a':{'type':'string'}}}");
    ObjectNode closed = open.deepCopy().put("additionalProperties", false);
    for (ResponseFormat format :
        List.of(
            new ResponseFormat.Schema("s", open, true),
            new ResponseFormat.Schema("s", closed, false))) {
      ObjectNode body = write(Prompts.with(Prompts.asking("m", "x"), format));
      assertEquals("json_schema", body.at("/output_config/format/type").textValue());
      assertEquals("object", body.at("/output_config/format/schema/type").textValue());
      assertFalse(body.has("system"));
    }
  }

  @Test
  void write_looseSchemaAndJson_areAskedForInWords() {
    ObjectNode open = Jsons.object("{'type':'object'}");
    ObjectNode body =
        write(Prompts.with(Prompts.asking("m", "x"), new ResponseFormat.Schema("s", open, false)));
    assertTrue(body.path("system").textValue().endsWith("\n{\"type\":\"object\"}"));
    assertFalse(body.has("output_config"));
    assertTrue(
        write(Prompts.with(Prompts.asking("m", "x"), ResponseFormat.JSON))
            .path("system")
            .textValue()
            .contains("JSON"));
  }

  @Test
  void write_effortAndSchema_shareTheirObject() {
    ResponseFormat schema = new ResponseFormat.Schema("s", Jsons.object("{'type':'object'}"), true);
    ObjectNode body =
        write(
            Prompts.with(
                Prompts.with(Prompts.asking(DECIDING, "x"), Prompts.effort("low")), schema));
    assertEquals(2, body.path("output_config").size());
  }

  @Test
  void write_documents_areSaidAsTheyAre() {
    Part.Media.Kind kind = Part.Media.Kind.DOCUMENT;
    List<Part> parts =
        List.of(
            new Part.Media(
                kind,
                Optional.of("application/pdf"),
                Optional.of("cGRm"),
                Optional.empty(),
                Optional.of("a.pdf")),
            Prompts.media(kind, Optional.of("text/plain"), Optional.of("aWNv"), Optional.empty()),
            Prompts.media(kind, Optional.empty(), Optional.empty(), Optional.of("https://x")));
    assertEquals(
        Jsons.value(
            "[{'type':'document','title':'a.pdf','source':"
                + "{'type':'base64','media_type':'application/pdf','data':'cGRm'}},"
                + "{'type':'document','source':"
                + "{'type':'text','media_type':'text/plain','data':'ico'}},"
                + "{'type':'document','source':{'type':'url','url':'https://x'}}]"),
        write(Prompts.of("m", List.of(new Turn(Turn.Role.USER, parts)))).at("/messages/0/content"));
  }

  @Test
  void write_whatCannotBeSaid_isRefused() {
    Prompt prompt = Prompts.asking("m", "x");
    assertRefused("temperature", Prompts.with(prompt, Prompts.sampling(1.5)));
    assertRefused("n", Prompts.from(prompt, "{'n':2}"));
    assertRefused("logprobs", Prompts.from(prompt, "{'logprobs':true}"));
    assertRefused("tools[0]", Prompts.from(prompt, "{'tools':[{'type':'web_search'}]}"));
    assertRefused(
        "reasoning_effort", Prompts.with(Prompts.asking(DECIDING, "x"), Prompts.effort("huge")));
    assertRefused("messages", Prompts.of("m", List.of()));
    assertRefused(
        "messages",
        saying(
            Prompts.media(
                Part.Media.Kind.AUDIO,
                Optional.of("audio/wav"),
                Optional.of("x"),
                Optional.empty())));
    assertRefused("messages", saying(new Part.ToolCall("c", "f", "[1]")));
    assertRefused("messages", saying(new Part.ToolCall("c", "f", "{")));
    assertRefused(
        "messages",
        saying(
            Prompts.media(
                Part.Media.Kind.DOCUMENT,
                Optional.of("text/csv"),
                Optional.of("%%%=x"),
                Optional.empty())));
    DIALECT.write(Prompts.from(prompt, "{'n':1,'logprobs':false,'tools':[{'type':'function'}]}"));
  }

  private static Prompt saying(Part part) {
    return Prompts.of("m", List.of(new Turn(Turn.Role.ASSISTANT, List.of(part))));
  }

  @Test
  void askForStream_anyBody_saysSo() {
    ObjectNode body = Json.object();
    DIALECT.askForStream(body);
    assertTrue(DIALECT.wantsStream(body));
  }

  @Test
  void parse_ofWhatWasWritten_isTheSamePrompt() {
    Prompt prompt =
        Prompts.with(
            Prompts.with(
                Prompts.with(
                    Prompts.of(COUNTING, roundTrip()),
                    new Tools(
                        List.of(Prompts.TOOLS.get(0)),
                        Tools.Choice.AUTO,
                        Optional.empty(),
                        Optional.of(false))),
                new ResponseFormat.Schema("response", Jsons.object("{'type':'object'}"), true)),
            new Reasoning(Optional.empty(), OptionalLong.of(2048)));
    Prompt read = DIALECT.parse(write(prompt));
    assertEquals(prompt.turns(), read.turns());
    assertEquals(prompt.tools(), read.tools());
    assertEquals(prompt.format(), read.format());
    assertEquals(prompt.reasoning(), read.reasoning());
    assertEquals(OptionalLong.of(4096 + 2048), read.sampling().maxTokens());
  }

  private static List<Turn> roundTrip() {
    return List.of(
        new Turn(Turn.Role.SYSTEM, List.of(new Part.Text("Be brief."))),
        new Turn(
            Turn.Role.USER,
            List.of(
                new Part.Text("What?"),
                Prompts.image("image/png", "aWNv"),
                Prompts.url("https://x/y.png"))),
        new Turn(
            Turn.Role.ASSISTANT,
            List.of(
                new Part.Thought("hm", Optional.of("sig"), false),
                new Part.Thought("", Optional.of("data"), true),
                new Part.ToolCall("call_1", "weather", "{\"city\":\"Rome\",\"x\":1.50}"))),
        new Turn(
            Turn.Role.USER,
            List.of(
                new Part.ToolResult(
                    "call_1",
                    List.of(new Part.Text("a"), Prompts.image("image/png", "aWNv")),
                    true),
                new Part.Text("so?"))));
  }
}
