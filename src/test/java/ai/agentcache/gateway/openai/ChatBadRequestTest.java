package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is told by the path of the field. */
class ChatBadRequestTest {

  private static final ChatDialect DIALECT = new ChatDialect(() -> Sample.NOW);

  private static void assertRefused(ErrorCode code, String field, ObjectNode body) {
    ApiException refused = assertThrows(ApiException.class, () -> DIALECT.parse(body));
    assertEquals(code, refused.code(), refused.details());
    assertTrue(refused.details().contains("`" + field + "`"), refused.details());
  }

  @Test
  void parse_withoutModelOrMessages_namesThem() {
    assertRefused(ErrorCode.MISSING_FIELD, "model", json("{'messages':[]}"));
    assertRefused(ErrorCode.MISSING_FIELD, "messages", json("{'model':'m'}"));
    assertRefused(ErrorCode.INVALID_FIELD, "messages", json("{'model':'m','messages':[]}"));
    assertRefused(ErrorCode.INVALID_FIELD, "messages", json("{'model':'m','messages':{}}"));
    assertRefused(ErrorCode.INVALID_FIELD, "messages[0]", json("{'model':'m','messages':[1]}"));
    assertRefused(ErrorCode.INVALID_FIELD, "model", json("{'model':1,'messages':[]}"));
    assertRefused(ErrorCode.INVALID_FIELD, "model", json("{'model':' ','messages':[]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "temperature|'temperature':2.1",
        "temperature|'temperature':'1'",
        "top_p|'top_p':-0.1",
        "top_k|'top_k':1.5",
        "max_tokens|'max_tokens':0",
        "max_completion_tokens|'max_completion_tokens':1.5",
        "stop|'stop':7",
        "stop|'stop':''",
        "stop[1]|'stop':['a',1]",
        "seed|'seed':'a'",
        "seed|'seed':99999999999999999999",
        "frequency_penalty|'frequency_penalty':3",
        "presence_penalty|'presence_penalty':true",
        "n|'n':0",
        "n|'n':129",
        "stream|'stream':'yes'",
        "stream_options|'stream_options':[]",
        "stream_options.include_usage|'stream_options':{'include_usage':1}",
        "logprobs|'logprobs':1",
        "top_logprobs|'top_logprobs':21",
        "logit_bias|'logit_bias':[]",
        "metadata|'metadata':'m'",
        "modalities|'modalities':'text'",
        "store|'store':'no'",
        "user|'user':5",
        "verbosity|'verbosity':'loud'",
        "reasoning_effort|'reasoning_effort':'hard'",
        "functions|'functions':[]",
        "function_call|'function_call':'auto'",
        "parallel_tool_calls|'parallel_tool_calls':1",
        "tools|'tools':{}",
        "tools[0]|'tools':['f']",
        "tools[0].type|'tools':[{'function':{'name':'f'}}]",
        "tools[0].function|'tools':[{'type':'function'}]",
        "tools[0].function.name|'tools':[{'type':'function','function':{}}]",
        "tools[0].function.name|'tools':[{'type':'function','function':{'name':'a b'}}]",
        "tools[0].function.parameters|'tools':[{'type':'function','function':{'name':'f','parameters':1}}]",
        "tools[0].function.strict|'tools':[{'type':'function','function':{'name':'f','strict':1}}]",
        "tool_choice|'tool_choice':'maybe'",
        "tool_choice|'tool_choice':5",
        "tool_choice.type|'tool_choice':{}",
        "tool_choice.function|'tool_choice':{'type':'function'}",
        "tool_choice.function.name|'tool_choice':{'type':'function','function':{'name':'f'}}",
        "tool_choice.allowed_tools.mode|'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'x'}}",
        "response_format|'response_format':'json'",
        "response_format.type|'response_format':{}",
        "response_format.type|'response_format':{'type':'xml'}",
        "response_format.json_schema|'response_format':{'type':'json_schema'}",
        "response_format.json_schema.name|'response_format':{'type':'json_schema','json_schema':{}}",
        "response_format.json_schema.schema|'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':1}}",
      })
  void parse_fieldOfTheRequest_isNamed(String field, String fields) {
    ObjectNode body = json("{'model':'m','messages':[{'role':'user','content':'Hi'}]}");
    body.setAll(json("{" + fields + "}"));
    ApiException refused = assertThrows(ApiException.class, () -> DIALECT.parse(body));
    assertTrue(refused.details().contains("`" + field + "`"), refused.details());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "role|{'content':'a'}",
        "role|{'role':'robot','content':'a'}",
        "role|{'role':'function','name':'f','content':'a'}",
        "content|{'role':'user'}",
        "content|{'role':'user','content':null}",
        "content|{'role':'user','content':5}",
        "content|{'role':'assistant','content':null}",
        "content[0]|{'role':'user','content':['a']}",
        "content[0].type|{'role':'user','content':[{'text':'a'}]}",
        "content[0].type|{'role':'user','content':[{'type':'video'}]}",
        "content[0].type|{'role':'system','content':[{'type':'image_url','image_url':{'url':'x'}}]}",
        "content[1].text|{'role':'user','content':[{'type':'text','text':''},{'type':'text'}]}",
        "content[0].image_url|{'role':'user','content':[{'type':'image_url','image_url':'https://a'}]}",
        "content[0].image_url.url|{'role':'user','content':[{'type':'image_url','image_url':{}}]}",
        "content[0].image_url.url|{'role':'user','content':[{'type':'image_url','image_url':{'url':'file:///etc/passwd'}}]}",
        "content[0].image_url.url|{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png,abc'}}]}",
        "content[0].image_url.url|{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,?'}}]}",
        "content[0].image_url.detail|{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://a','detail':'huge'}}]}",
        "content[0].input_audio|{'role':'user','content':[{'type':'input_audio'}]}",
        "content[0].input_audio.data|{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'!','format':'mp3'}}]}",
        "content[0].input_audio.format|{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'YQ==','format':'M P'}}]}",
        "content[0].file.file_data|{'role':'user','content':[{'type':'file','file':{'filename':'a'}}]}",
        "content[0].file.file_data|{'role':'user','content':[{'type':'file','file':{'file_data':'https://a'}}]}",
        "refusal|{'role':'assistant','refusal':1}",
        "function_call|{'role':'assistant','content':'','function_call':{'name':'f'}}",
        "tool_calls|{'role':'assistant','tool_calls':{}}",
        "tool_calls[0].id|{'role':'assistant','tool_calls':[{'function':{'name':'f','arguments':''}}]}",
        "tool_calls[0].function|{'role':'assistant','tool_calls':[{'id':'a'}]}",
        "tool_calls[0].function.arguments|{'role':'assistant','tool_calls':[{'id':'a','function':{'name':'f'}}]}",
        "tool_calls[0].function.arguments|{'role':'assistant','tool_calls':[{'id':'a','function':{'name':'f','arguments':{}}}]}",
        "reasoning_content|{'role':'assistant','content':'','reasoning_content':[]}",
        "tool_call_id|{'role':'tool','content':'a'}",
        "content|{'role':'tool','tool_call_id':'c'}",
      })
  void parse_fieldOfAMessage_isNamed(String field, String message) {
    ObjectNode body = json("{'model':'m','messages':[{'role':'user','content':'Hi'}]}");
    body.withArray("messages").add(json(message));
    ApiException refused = assertThrows(ApiException.class, () -> DIALECT.parse(body));
    assertTrue(refused.details().contains("`messages[1]." + field + "`"), refused.details());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "n|'n':2",
        "logprobs|'logprobs':true",
        "logit_bias|'logit_bias':{'50256':-100}",
        "modalities|'modalities':['text','audio']",
        "web_search_options|'web_search_options':{}",
        "tools[0].type|'tools':[{'type':'custom','custom':{'name':'h'}}]",
        "messages[0].content[0].file.file_id|'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':'f'}}]}]",
        "messages[0].audio|'messages':[{'role':'assistant','audio':{'id':'a'}}]",
      })
  void requireTranslatable_whatOnlyOpenAiCanDo_isNamed(String field, String fields) {
    ObjectNode body = json("{'model':'m','messages':[{'role':'user','content':'Hi'}]}");
    body.setAll(json("{" + fields + "}"));
    DIALECT.parse(body);
    ApiException refused =
        assertThrows(ApiException.class, () -> new ChatDialect(() -> 0).requireTranslatable(body));
    assertTrue(refused.details().contains("`" + field + "`"), refused.details());
  }
}
