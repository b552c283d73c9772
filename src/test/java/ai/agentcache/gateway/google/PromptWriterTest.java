package ai.agentcache.gateway.google;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Jsons;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Prompts;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PromptWriterTest {

  private static final GenerateDialect DIALECT = new GenerateDialect();
  private static final String COUNTING = "gemini-2.5-flash";
  private static final String LEVELLED = "gemini-3.1-pro-preview";

  private static ObjectNode write(Prompt prompt) {
    return Jsons.sent(DIALECT.write(prompt));
  }

  private static void assertRefused(String field, Prompt prompt) {
    ApiException e = assertThrows(ApiException.class, () -> DIALECT.write(prompt));
    assertTrue(e.details().startsWith("`" + field + "` "), e.details());
  }

  private static JsonNode parts(String model, Part... parts) {
    List<Turn> turns = List.of(new Turn(Turn.Role.ASSISTANT, List.of(parts)));
    return write(Prompts.of(model, turns)).at("/contents/0/parts");
  }

  @Test
  void write_conversationOfAnotherDialect_isMergedAndOrdered() {
    Prompt prompt =
        Prompts.with(
            Prompts.with(Prompts.of(COUNTING, Prompts.conversation()), Prompts.sampling(1.5)),
            new Tools(Prompts.TOOLS, Tools.Choice.AUTO, Optional.empty(), Optional.of(true)));
    assertEquals(
        Jsons.object(
            """
            {'systemInstruction':{'parts':[{'text':'Be brief.'},{'text':'Be kind.'}]},
             'contents':[
              {'role':'user','parts':[
                {'text':'What is this?'},
                {'inlineData':{'mimeType':'image/png','data':'aWNv'}},
                {'fileData':{'fileUri':'https://x/y.png'}}]},
              {'role':'model','parts':[
                {'text':'I look.'},
                {'functionCall':{'id':'call_1','name':'weather',
                  'args':{'city':'Rome','days':2}}},
                {'functionCall':{'id':'call_2','name':'clock','args':{}}}]},
              {'role':'user','parts':[
                {'functionResponse':{'id':'call_1','name':'weather',
                  'response':{'sky':'blue'}}},
                {'functionResponse':{'id':'call_2','name':'clock',
                  'response':{'error':'no clock'}}},
                {'text':'And now?'}]}],
             'tools':[{'functionDeclarations':[
              {'name':'weather','description':'Looks out of the window.',
               'parametersJsonSchema':{'type':'object',
                'properties':{'city':{'type':'string'}},
                'required':['city'],'additionalProperties':false}},
              {'name':'clock'}]}],
             'toolConfig':{'functionCallingConfig':{'mode':'AUTO'}},
             'generationConfig':{'temperature':1.5,'topP':0.9,'topK':40,
              'maxOutputTokens':500,'stopSequences':['END'],'seed':7,
              'frequencyPenalty':0.5,'presencePenalty':-0.5}}
            """),
        write(prompt));
  }

  @Test
  void write_choices_areModes() {
    assertEquals(Jsons.object("{'mode':'NONE'}"), mode(Tools.Choice.NONE));
    assertEquals(Jsons.object("{'mode':'ANY'}"), mode(Tools.Choice.ANY));
    assertEquals(
        Jsons.object("{'mode':'ANY','allowedFunctionNames':['clock']}"), mode(Tools.Choice.ONE));
  }

  private static JsonNode mode(Tools.Choice choice) {
    Tools tools = new Tools(Prompts.TOOLS, choice, Optional.of("clock"), Optional.of(false));
    return write(Prompts.with(Prompts.asking(COUNTING, "x"), tools))
        .at("/toolConfig/functionCallingConfig");
  }

  @Test
  void write_forms_areTypeAndSchema() {
    Prompt prompt = Prompts.asking(COUNTING, "x");
    assertFalse(write(prompt).has("generationConfig"));
    assertEquals(
        Jsons.object("{'responseMimeType':'application/json'}"),
        write(Prompts.with(prompt, ResponseFormat.JSON)).path("generationConfig"));
    ObjectNode schema = Jsons.object("{'type':'object'}");
    assertEquals(
        Jsons.object(
            "{'responseMimeType':'application/json','responseJsonSchema':{'type':'object'}}"),
        write(Prompts.with(prompt, new ResponseFormat.Schema("s", schema, false)))
            .path("generationConfig"));
  }

  @Test
  void write_reasoning_isABudgetOrALevel() {
    assertThinking("{'includeThoughts':true,'thinkingBudget':1024}", COUNTING, "low");
    assertThinking("{'includeThoughts':false,'thinkingBudget':0}", COUNTING, "none");
    assertThinking("{'includeThoughts':false,'thinkingBudget':128}", "gemini-2.5-pro", "none");
    assertThinking("{'includeThoughts':true,'thinkingLevel':'high'}", LEVELLED, "xhigh");
    assertThinking("{'includeThoughts':true,'thinkingLevel':'medium'}", LEVELLED, "medium");
    assertThinking("{'includeThoughts':false,'thinkingLevel':'low'}", LEVELLED, "none");
    Reasoning much = new Reasoning(Optional.empty(), OptionalLong.of(60_000));
    assertEquals(
        24_576,
        write(Prompts.with(Prompts.asking(COUNTING, "x"), much))
            .at("/generationConfig/thinkingConfig/thinkingBudget")
            .intValue());
  }

  private static void assertThinking(String expected, String model, String effort) {
    assertEquals(
        Jsons.object(expected),
        write(Prompts.with(Prompts.asking(model, "x"), Prompts.effort(effort)))
            .at("/generationConfig/thinkingConfig"));
  }

  @Test
  void write_signatures_goBackWhereTheyCameFrom() {
    Part call = new Part.ToolCall("c", "f", "{}");
    assertEquals(
        Jsons.value(
            "[{'functionCall':{'id':'c','name':'f','args':{}},'thoughtSignature':'sig'},"
                + "{'functionCall':{'id':'c','name':'f','args':{}}}]"),
        parts(LEVELLED, new Part.Thought("hm", Optional.of("google:sig"), false), call, call));
    assertEquals(
        Jsons.value("[{'text':'a'},{'text':'','thoughtSignature':'sig'},{'text':'b'}]"),
        parts(
            LEVELLED,
            new Part.Text("a"),
            new Part.Thought("", Optional.of("google:sig"), true),
            new Part.Text("b")));
    assertEquals(
        Jsons.value("[{'text':'a'},{'text':'','thoughtSignature':'sig'}]"),
        parts(COUNTING, new Part.Text("a"), new Part.Thought("", Optional.of("google:sig"), true)));
  }

  @Test
  void write_callsOfOtherModels_haveTheSubstituteWhereOneIsWanted() {
    Part call = new Part.ToolCall("c", "f", "");
    Part foreign = new Part.Thought("hm", Optional.of("sig"), false);
    assertEquals(
        Jsons.value(
            "[{'functionCall':{'id':'c','name':'f','args':{}},"
                + "'thoughtSignature':'skip_thought_signature_validator'},"
                + "{'functionCall':{'id':'c','name':'f','args':{}}}]"),
        parts(LEVELLED, foreign, call, call));
    assertFalse(parts(COUNTING, foreign, call).path(0).has("thoughtSignature"));
  }

  @Test
  void write_resultsOfEverySort_areObjects() {
    List<Turn> turns =
        List.of(
            new Turn(Turn.Role.ASSISTANT, List.of(new Part.ToolCall("c", "f", "{}"))),
            new Turn(
                Turn.Role.USER,
                List.of(
                    new Part.Text("first"),
                    result("plain", false),
                    result("{broken", false),
                    result("{\"a\":1}", true),
                    new Part.ToolResult(
                        "c", List.of(new Part.Text("see"), Prompts.image("image/png", "x")), false),
                    new Part.ToolResult("c", List.of(), false))));
    assertEquals(
        Jsons.value(
            "[{'functionResponse':{'id':'c','name':'f','response':{'result':'plain'}}},"
                + "{'functionResponse':{'id':'c','name':'f','response':{'result':'{broken'}}},"
                + "{'functionResponse':{'id':'c','name':'f',"
                + "'response':{'error':'{\\'a\\':1}'}}},"
                + "{'functionResponse':{'id':'c','name':'f','response':{'result':'see'}}},"
                + "{'functionResponse':{'id':'c','name':'f','response':{'result':''}}},"
                + "{'inlineData':{'mimeType':'image/png','data':'x'}},"
                + "{'text':'first'}]"),
        write(Prompts.of(COUNTING, turns)).at("/contents/1/parts"));
  }

  private static Part result(String text, boolean error) {
    return new Part.ToolResult("c", List.of(new Part.Text(text)), error);
  }

  @Test
  void write_seedAndPenaltiesThatSayNothing_areDropped() {
    Sampling sampling =
        new Sampling(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            List.of(),
            OptionalLong.of(1L << 40),
            OptionalDouble.of(0),
            OptionalDouble.of(0));
    assertFalse(
        write(Prompts.with(Prompts.asking(COUNTING, "x"), sampling)).has("generationConfig"));
  }

  @Test
  void write_whatCannotBeSaid_isRefused() {
    Prompt prompt = Prompts.asking(COUNTING, "x");
    assertRefused("n", Prompts.from(prompt, "{'n':2}"));
    assertRefused("logprobs", Prompts.from(prompt, "{'logprobs':true}"));
    assertRefused("mcp_servers", Prompts.from(prompt, "{'mcp_servers':[{}]}"));
    assertRefused(
        "tools[1]", Prompts.from(prompt, "{'tools':[{'name':'f'},{'type':'web_search_2025'}]}"));
    assertRefused(
        "messages[0].content[1]",
        Prompts.from(
            prompt,
            "{'messages':[{'content':[{'type':'text'},{'type':'web_search_tool_result'}]}]}"));
    assertRefused("messages", Prompts.of(COUNTING, List.of()));
    assertRefused("messages", Prompts.of(COUNTING, List.of(Prompts.result("lost", "x", false))));
    assertRefused(
        "messages",
        Prompts.of(
            COUNTING,
            List.of(new Turn(Turn.Role.ASSISTANT, List.of(new Part.ToolCall("c", "f", "[]"))))));
    Sampling six =
        new Sampling(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            Collections.nCopies(6, "x"),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    assertRefused("stop", Prompts.with(prompt, six));
    DIALECT.write(
        Prompts.from(
            prompt,
            "{'n':1,'tools':[{'type':'function'}],'messages':[{'content':'x'},"
                + "{'content':[{'type':'tool_result'}]}]}"));
  }

  @Test
  void askForStream_anyBody_isLeftAlone() {
    ObjectNode body = write(Prompts.asking(COUNTING, "x"));
    DIALECT.askForStream(body);
    assertEquals(Jsons.object("{'contents':[{'role':'user','parts':[{'text':'x'}]}]}"), body);
  }
}
