package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.json;
import static ai.agentcache.gateway.openai.Sample.text;
import static ai.agentcache.gateway.openai.Sample.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Turn.Role;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesParseTest {

  private static final ResponsesDialect DIALECT = new ResponsesDialect(() -> Sample.NOW);

  private static Prompt parse(String fields) {
    return DIALECT.parse(json("{'model':'m'," + fields + "}"));
  }

  @Test
  void parse_textAndInstructions_areTurns() {
    Prompt prompt = parse("'input':'Hi','instructions':'Be brief.'");
    assertEquals(
        List.of(turn(Role.SYSTEM, text("Be brief.")), turn(Role.USER, text("Hi"))), prompt.turns());
    assertEquals(Sampling.DEFAULT, prompt.sampling());
    assertEquals(Tools.NONE, prompt.tools());
    assertEquals(ResponseFormat.TEXT, prompt.format());
    assertEquals(ResponsesDialect.NAME, prompt.dialect());
  }

  @Test
  void parse_items_becomeTurns() {
    assertEquals(
        List.of(
            turn(Role.SYSTEM, text("Be kind.")),
            turn(Role.USER, text("Look"), Sample.IMAGE, Sample.PAPER),
            turn(
                Role.ASSISTANT,
                new Part.Thought("hm\n\nwell", Optional.of("gAAA"), true),
                text("I look."),
                new Part.ToolCall("c1", "f", "{}")),
            turn(Role.USER, new Part.ToolResult("c1", List.of(text("42")), false)),
            turn(Role.USER, new Part.ToolResult("c2", List.of(text("a"), Sample.LINKED), false))),
        parse(
                "'input':[{'role':'developer','content':'Be kind.'},"
                    + "{'type':'message','role':'user','content':["
                    + "{'type':'input_text','text':'Look'},"
                    + "{'type':'input_image','image_url':'data:image/png;base64,aGVsbG8=',"
                    + "'detail':'low'},{'type':'input_file','filename':'paper.pdf',"
                    + "'file_data':'data:application/pdf;base64,JVBERi0='}]},"
                    + "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text',"
                    + "'text':'hm'},{'type':'summary_text','text':'well'}],"
                    + "'encrypted_content':'gAAA'},"
                    + "{'type':'web_search_call','id':'ws_1','status':'completed'},"
                    + "{'type':'message','id':'msg_1','role':'assistant','status':'completed',"
                    + "'content':[{'type':'output_text','text':'I look.','annotations':[]}]},"
                    + "{'type':'function_call','id':'fc_1','call_id':'c1','name':'f',"
                    + "'arguments':'{}'},"
                    + "{'type':'function_call_output','call_id':'c1','output':'42'},"
                    + "{'type':'function_call_output','call_id':'c2','output':["
                    + "{'type':'input_text','text':'a'},"
                    + "{'type':'input_image','image_url':'https://example.com/cat.png'}]}]")
            .turns());
  }

  @Test
  void parse_settings_areRead() {
    Prompt prompt =
        parse(
            "'input':'Hi','temperature':0.5,'top_p':0.9,'max_output_tokens':300,"
                + "'tools':[{'type':'function','name':'weather','description':"
                + "'Tells the weather','parameters':{'type':'object','properties':{'city':"
                + "{'type':'string'}}},'strict':true},{'type':'function','name':'time'},"
                + "{'type':'web_search'}],'tool_choice':{'type':'function','name':'time'},"
                + "'parallel_tool_calls':false,'reasoning':{'effort':'low','summary':'auto'},"
                + "'text':{'format':{'type':'json_schema','name':'city','schema':"
                + "{'type':'object'},'strict':true},'verbosity':'low'}");
    assertEquals(Sample.plainSampling(), prompt.sampling());
    assertEquals(Sample.tools(Tools.Choice.ONE), prompt.tools());
    assertEquals(Sample.schema(), prompt.format());
    assertEquals(
        Optional.of(new Reasoning(Optional.of("low"), OptionalLong.empty())), prompt.reasoning());
  }

  @Test
  void parse_conversationKeptByTheProvider_needsNoInput() {
    assertEquals(List.of(), parse("'previous_response_id':'resp_1'").turns());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "model|'model':5",
        "input|'input':null",
        "input|'input':[]",
        "input|'input':7",
        "input[0]|'input':['a']",
        "input[0].type|'input':[{}]",
        "input[0].role|'input':[{'type':'message','content':'a'}]",
        "input[0].role|'input':[{'role':'tool','content':'a'}]",
        "input[0].content|'input':[{'role':'user'}]",
        "input[0].content|'input':[{'role':'user','content':5}]",
        "input[0].content[0].type|'input':[{'role':'user','content':[{'type':'text','text':'a'}]}]",
        "input[0].content[0].text|'input':[{'role':'user','content':[{'type':'input_text'}]}]",
        "input[0].content[0].image_url|'input':[{'role':'user','content':[{'type':'input_image'}]}]",
        "input[0].content[0].image_url|'input':[{'role':'user','content':[{'type':'input_image','image_url':'ftp://a'}]}]",
        "input[0].content[0].file_data|'input':[{'role':'user','content':[{'type':'input_file','filename':'a'}]}]",
        "input[0].call_id|'input':[{'type':'function_call','name':'f','arguments':''}]",
        "input[0].name|'input':[{'type':'function_call','call_id':'c','arguments':''}]",
        "input[0].arguments|'input':[{'type':'function_call','call_id':'c','name':'f'}]",
        "input[0].call_id|'input':[{'type':'function_call_output','output':''}]",
        "input[0].output|'input':[{'type':'function_call_output','call_id':'c'}]",
        "input[0].summary[0].text|'input':[{'type':'reasoning','summary':[{}]}]",
        "input[0].encrypted_content|'input':[{'type':'reasoning','summary':[],'encrypted_content':5}]",
        "instructions|'instructions':[]",
        "temperature|'temperature':3",
        "top_p|'top_p':2",
        "max_output_tokens|'max_output_tokens':0",
        "top_logprobs|'top_logprobs':21",
        "max_tool_calls|'max_tool_calls':0",
        "truncation|'truncation':'some'",
        "include|'include':'a'",
        "store|'store':1",
        "background|'background':'a'",
        "background|'background':true",
        "stream|'stream':'a'",
        "previous_response_id|'previous_response_id':5",
        "metadata|'metadata':[]",
        "reasoning|'reasoning':'high'",
        "reasoning.effort|'reasoning':{'effort':'hard'}",
        "reasoning.summary|'reasoning':{'summary':'long'}",
        "text|'text':'a'",
        "text.verbosity|'text':{'verbosity':'a'}",
        "text.format.type|'text':{'format':{'type':'xml'}}",
        "text.format.name|'text':{'format':{'type':'json_schema'}}",
        "tools[0].type|'tools':[{}]",
        "tools[0].name|'tools':[{'type':'function'}]",
        "tool_choice.name|'tool_choice':{'type':'function','name':'f'}",
      })
  void parse_badField_isNamed(String field, String fields) {
    ObjectNode body = json("{'model':'m','input':'Hi'}");
    body.setAll(json("{" + fields + "}"));
    ApiException refused = assertThrows(ApiException.class, () -> DIALECT.parse(body));
    assertTrue(refused.details().contains("`" + field + "`"), refused.details());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "previous_response_id|'previous_response_id':'r'",
        "conversation|'conversation':'c'",
        "prompt|'prompt':{'id':'p'}",
        "top_logprobs|'top_logprobs':2",
        "include|'include':['message.output_text.logprobs']",
        "tools[0].type|'tools':[{'type':'web_search'}]",
        "input[0].type|'input':[{'type':'item_reference','id':'a'}]",
        "input[0].content[0].file_id|'input':[{'role':'user','content':[{'type':'input_image','file_id':'a'}]}]",
      })
  void write_inAnotherDialectWhatOnlyOpenAiCanDo_isRefused(String field, String fields) {
    ObjectNode body = json("{'model':'m','input':'Hi'}");
    body.setAll(json("{" + fields + "}"));
    Prompt prompt = DIALECT.parse(body);
    assertEquals(body, DIALECT.write(prompt));
    ApiException refused =
        assertThrows(ApiException.class, () -> new ChatDialect(() -> Sample.NOW).write(prompt));
    assertTrue(refused.details().contains("`" + field + "`"), refused.details());
  }
}
