package ai.agentcache.gateway.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Jsons;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Prompts;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Turn;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PromptReaderTest {

  private static final MessagesDialect DIALECT = new MessagesDialect();

  private static final String FULL =
      """
      {'model':'claude-sonnet-4-5','max_tokens':2000,'stream':true,
       'system':[{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral'}}],
       'messages':[
        {'role':'user','content':[
          {'type':'text','text':'What is this?'},
          {'type':'image','source':{'type':'base64','media_type':'image/png','data':'aWNv'}},
          {'type':'image','source':{'type':'url','url':'https://x/y.png'}},
          {'type':'document','title':'a.pdf','citations':{'enabled':true},
           'source':{'type':'base64','media_type':'application/pdf','data':'cGRm'}},
          {'type':'document','source':{'type':'text','media_type':'text/plain','data':'ico'}},
          {'type':'document','source':{'type':'content','content':'inner'}}]},
        {'role':'assistant','content':[
          {'type':'thinking','thinking':'Hm.','signature':'sig'},
          {'type':'redacted_thinking','data':'secret'},
          {'type':'tool_use','id':'toolu_1','name':'weather','input':{'city':'Rome'}}]},
        {'role':'user','content':[
          {'type':'tool_result','tool_use_id':'toolu_1','is_error':true,
           'content':[{'type':'text','text':'rain'}]},
          {'type':'tool_result','tool_use_id':'toolu_2','content':'sun'},
          {'type':'tool_result','tool_use_id':'toolu_3'}]},
        {'role':'assistant','content':'So'}],
       'temperature':0.5,'top_p':0.9,'top_k':40,'stop_sequences':['END'],
       'metadata':{'user_id':'u'},'service_tier':'auto',
       'tools':[{'name':'weather','description':'Looks out.','strict':true,
                 'input_schema':{'type':'object'}}],
       'tool_choice':{'type':'tool','name':'weather','disable_parallel_tool_use':true},
       'thinking':{'type':'enabled','budget_tokens':1500},
       'output_config':{'format':{'type':'json_schema','schema':{'type':'object'}}},
       'unheard_of':[1,2]}
      """;

  private static Prompt parse(String body) {
    return DIALECT.parse(Jsons.object(body));
  }

  private static Prompt with(String more) {
    return parse("{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}]" + more);
  }

  @Test
  void parse_fullBody_givesItsTurns() {
    List<Turn> turns = parse(FULL).turns();
    assertEquals(new Turn(Turn.Role.SYSTEM, List.of(new Part.Text("Be brief."))), turns.get(0));
    Part.Media.Kind document = Part.Media.Kind.DOCUMENT;
    assertEquals(
        List.of(
            new Part.Text("What is this?"),
            Prompts.image("image/png", "aWNv"),
            Prompts.url("https://x/y.png"),
            new Part.Media(
                document,
                Optional.of("application/pdf"),
                Optional.of("cGRm"),
                Optional.empty(),
                Optional.of("a.pdf")),
            Prompts.media(
                document, Optional.of("text/plain"), Optional.of("aWNv"), Optional.empty()),
            new Part.Text("inner")),
        turns.get(1).parts());
    assertEquals(
        List.of(
            new Part.Thought("Hm.", Optional.of("sig"), false),
            new Part.Thought("", Optional.of("secret"), true),
            new Part.ToolCall("toolu_1", "weather", "{\"city\":\"Rome\"}")),
        turns.get(2).parts());
    assertEquals(
        List.of(
            new Part.ToolResult("toolu_1", List.of(new Part.Text("rain")), true),
            new Part.ToolResult("toolu_2", List.of(new Part.Text("sun")), false),
            new Part.ToolResult("toolu_3", List.of(), false)),
        turns.get(3).parts());
    assertEquals(new Turn(Turn.Role.ASSISTANT, List.of(new Part.Text("So"))), turns.get(4));
  }

  @Test
  void parse_fullBody_givesWhatIsAskedBesideTheTurns() {
    Prompt prompt = parse(FULL);
    assertEquals("claude-sonnet-4-5", prompt.model());
    assertEquals(OptionalDouble.of(0.5), prompt.sampling().temperature());
    assertEquals(OptionalDouble.of(0.9), prompt.sampling().topP());
    assertEquals(OptionalInt.of(40), prompt.sampling().topK());
    assertEquals(OptionalLong.of(2000), prompt.sampling().maxTokens());
    assertEquals(List.of("END"), prompt.sampling().stop());
    ObjectNode schema = Jsons.object("{'type':'object'}");
    assertEquals(
        new Tools(
            List.of(
                new Tools.Tool("weather", Optional.of("Looks out."), Optional.of(schema), true)),
            Tools.Choice.ONE,
            Optional.of("weather"),
            Optional.of(false)),
        prompt.tools());
    assertEquals(new ResponseFormat.Schema("response", schema, true), prompt.format());
    assertEquals(
        Optional.of(new Reasoning(Optional.empty(), OptionalLong.of(1500))), prompt.reasoning());
  }

  @Test
  void parse_anyBody_keepsItAsSource() {
    ObjectNode body = Jsons.object(FULL);
    Prompt prompt = DIALECT.parse(body);
    assertSame(body, prompt.source());
    assertEquals(MessagesDialect.NAME, prompt.dialect());
    assertTrue(DIALECT.wantsStream(body));
  }

  @Test
  void parse_thinkingOfEachSort_isReasoning() {
    assertEquals(Optional.empty(), with("}").reasoning());
    assertEquals(
        Optional.of(new Reasoning(Optional.of("none"), OptionalLong.of(0))),
        with(",'thinking':{'type':'disabled'}}").reasoning());
    assertEquals(
        Optional.of(Prompts.effort("high")),
        with(",'thinking':{'type':'adaptive','display':'omitted'},"
                + "'output_config':{'effort':'high'}}")
            .reasoning());
    assertEquals(
        Optional.of(Prompts.effort("max")), with(",'output_config':{'effort':'max'}}").reasoning());
  }

  @Test
  void parse_olderNameOfTheForm_isUnderstood() {
    assertEquals(
        new ResponseFormat.Schema("response", Jsons.object("{'type':'array'}"), true),
        with(",'output_format':{'type':'json_schema','schema':{'type':'array'}}}").format());
  }

  @Test
  void parse_choices_areUnderstood() {
    assertEquals(Tools.Choice.NONE, with(",'tool_choice':{'type':'none'}}").tools().choice());
    assertEquals(Tools.Choice.ANY, with(",'tool_choice':{'type':'any'}}").tools().choice());
    assertEquals(Tools.Choice.AUTO, with(",'tool_choice':null}").tools().choice());
  }

  @Test
  void parse_serverTool_staysInTheSourceOnly() {
    Prompt prompt =
        with(
            ",'tools':[{'type':'web_search_20250305','name':'web_search','max_uses':5},"
                + "{'type':'custom','name':'f','input_schema':{}}]}");
    assertEquals(1, prompt.tools().offered().size());
    assertTrue(MessagesDialect.hasServerTools(prompt.source()));
  }

  @Test
  void hasServerTools_blocksOnlyTheProviderKnows_areFound() {
    String block = "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':[%s]}]}";
    for (String own :
        List.of(
            "{'type':'search_result','source':'x'}",
            "{'type':'image','source':{'type':'file','file_id':'f'}}",
            "{'type':'tool_result','tool_use_id':'t','content':[{'type':'tool_reference'}]}")) {
      ObjectNode body = Jsons.object(block.formatted(own));
      assertEquals(0, texts(DIALECT.parse(body)), own);
      assertTrue(MessagesDialect.hasServerTools(body), own);
    }
    assertFalse(MessagesDialect.hasServerTools(Jsons.object(FULL)));
  }

  private static long texts(Prompt prompt) {
    return prompt.turns().get(0).parts().stream().filter(Part.Text.class::isInstance).count();
  }
}
