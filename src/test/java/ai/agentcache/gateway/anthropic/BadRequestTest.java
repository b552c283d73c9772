package ai.agentcache.gateway.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Jsons;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is wrong in a request is named by its path. */
class BadRequestTest {

  private static final MessagesDialect DIALECT = new MessagesDialect();

  /** Field, and a value for it that is wrong. */
  private static final List<List<String>> TOP =
      List.of(
          List.of("model", "''"),
          List.of("model", "1"),
          List.of("max_tokens", "0"),
          List.of("max_tokens", "1.5"),
          List.of("max_tokens", "'9'"),
          List.of("max_tokens", "99999999999999999999"),
          List.of("messages", "[]"),
          List.of("messages", "{}"),
          List.of("system", "1"),
          List.of("temperature", "1.01"),
          List.of("temperature", "-1"),
          List.of("temperature", "'hot'"),
          List.of("top_p", "2"),
          List.of("top_k", "-1"),
          List.of("top_k", "0.5"),
          List.of("stop_sequences", "'x'"),
          List.of("stop_sequences[1]", "['x',1]"),
          List.of("stream", "'yes'"),
          List.of("metadata", "[]"),
          List.of("metadata.user_id", "{'user_id':1}"),
          List.of("service_tier", "'gold'"),
          List.of("tools", "{}"),
          List.of("tools[0]", "[1]"),
          List.of("tools[0].name", "[{'input_schema':{}}]"),
          List.of("tools[0].name", "[{'name':'a b','input_schema':{}}]"),
          List.of("tools[0].input_schema", "[{'name':'a'}]"),
          List.of("tools[0].input_schema", "[{'name':'a','input_schema':'{}'}]"),
          List.of("tools[0].description", "[{'name':'a','description':1,'input_schema':{}}]"),
          List.of("tools[0].strict", "[{'name':'a','strict':1,'input_schema':{}}]"),
          List.of("tools[0].type", "[{'type':1}]"),
          List.of("tool_choice", "'auto'"),
          List.of("tool_choice.type", "{}"),
          List.of("tool_choice.type", "{'type':'some'}"),
          List.of("tool_choice.name", "{'type':'tool'}"),
          List.of(
              "tool_choice.disable_parallel_tool_use",
              "{'type':'any','disable_parallel_tool_use':1}"),
          List.of("thinking", "true"),
          List.of("thinking.type", "{'type':'on'}"),
          List.of("thinking.budget_tokens", "{'type':'enabled'}"),
          List.of("thinking.budget_tokens", "{'type':'enabled','budget_tokens':1000}"),
          List.of("thinking.display", "{'type':'adaptive','display':'all'}"),
          List.of("output_config", "[]"),
          List.of("output_config.effort", "{'effort':'huge'}"),
          List.of("output_config.format.type", "{'format':{'type':'yaml'}}"),
          List.of("output_config.format.schema", "{'format':{'type':'json_schema'}}"),
          List.of("output_format.schema", "{'type':'json_schema','schema':1}"));

  /** Path within the second message, its role, and its content. */
  private static final List<List<String>> CONTENTS =
      List.of(
          List.of("", "user", "1"),
          List.of("[0]", "user", "['x']"),
          List.of("[0].type", "user", "[{}]"),
          List.of("[0].type", "user", "[{'type':'tool_use','id':'a','name':'b','input':{}}]"),
          List.of("[0].type", "user", "[{'type':'thinking','thinking':''}]"),
          List.of("[0].type", "assistant", "[{'type':'tool_result','tool_use_id':'a'}]"),
          List.of("[0].text", "user", "[{'type':'text'}]"),
          List.of("[0].cache_control", "user", "[{'type':'text','text':'','cache_control':1}]"),
          List.of("[0].source", "user", "[{'type':'image'}]"),
          List.of("[0].source.type", "user", "[{'type':'image','source':{'type':'ftp'}}]"),
          List.of(
              "[0].source.data",
              "user",
              "[{'type':'image','source':{'type':'base64','media_type':'image/png'}}]"),
          List.of(
              "[0].source.media_type",
              "user",
              "[{'type':'image','source':{'type':'base64','data':'x'}}]"),
          List.of("[0].source.url", "user", "[{'type':'image','source':{'type':'url','url':''}}]"),
          List.of("[0].source.type", "user", "[{'type':'document','source':{'type':'x'}}]"),
          List.of("[0].title", "user", "[{'type':'document','title':1}]"),
          List.of("[0].tool_use_id", "user", "[{'type':'tool_result'}]"),
          List.of(
              "[0].is_error", "user", "[{'type':'tool_result','tool_use_id':'a','is_error':'no'}]"),
          List.of(
              "[0].content[0].source.data",
              "user",
              "[{'type':'tool_result','tool_use_id':'a','content':[{'type':'image',"
                  + "'source':{'type':'base64','media_type':'image/png','data':1}}]}]"),
          List.of(
              "[0].content[0].type",
              "user",
              "[{'type':'tool_result','tool_use_id':'a','content':[{'type':'thinking'}]}]"),
          List.of("[0].input", "assistant", "[{'type':'tool_use','id':'a','name':'b'}]"),
          List.of("[0].id", "assistant", "[{'type':'tool_use','name':'b','input':{}}]"),
          List.of("[0].thinking", "assistant", "[{'type':'thinking','signature':'x'}]"),
          List.of(
              "[0].signature", "assistant", "[{'type':'thinking','thinking':'x','signature':1}]"),
          List.of("[0].data", "assistant", "[{'type':'redacted_thinking'}]"),
          List.of("[1].type", "system", "[{'type':'text','text':'a'},{'type':'image'}]"));

  private static ObjectNode good() {
    return Jsons.object(
        "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'},"
            + "{'role':'user','content':'y'}]}");
  }

  private static void assertNames(String path, ObjectNode body) {
    ApiException e =
        assertThrows(ApiException.class, () -> DIALECT.parse(body), () -> path + " " + body);
    assertTrue(e.details().startsWith("`" + path + "` "), () -> path + ": " + e.details());
  }

  @Test
  void parse_wrongFields_areNamed() {
    for (List<String> bad : TOP) {
      String name = bad.get(0).split("[.\\[]", 2)[0];
      assertNames(bad.get(0), with(name, bad.get(1)));
    }
  }

  @Test
  void parse_wrongContents_areNamed() {
    for (List<String> bad : CONTENTS) {
      ObjectNode body = good();
      ((ObjectNode) body.path("messages").path(1))
          .put("role", bad.get(1))
          .set("content", Jsons.value(bad.get(2)));
      assertNames("messages[1].content" + bad.get(0), body);
    }
  }

  @Test
  void parse_missingFields_areNamed() {
    for (String name : List.of("model", "max_tokens", "messages")) {
      ApiException e = assertThrows(ApiException.class, () -> DIALECT.parse(without(name)));
      assertEquals(ErrorCode.MISSING_FIELD, e.code());
      assertTrue(e.details().startsWith("`" + name + "` "), e.details());
    }
    assertNames("messages[0].role", withMessage("{'content':'x'}"));
    assertNames("messages[0].role", withMessage("{'role':'tool','content':'x'}"));
    assertNames("messages[0].content", withMessage("{'role':'user'}"));
    assertNames("messages[0]", withMessage("'x'"));
  }

  private static ObjectNode with(String name, String value) {
    ObjectNode body = good();
    body.set(name, Jsons.value(value));
    return body;
  }

  private static ObjectNode without(String name) {
    ObjectNode body = good();
    body.remove(name);
    return body;
  }

  private static ObjectNode withMessage(String message) {
    return with("messages", "[" + message + "]");
  }

  @Property(tries = 3000)
  void parse_damagedBody_isReadOrRefused(@ForAll long seed) {
    ObjectNode body =
        (ObjectNode)
            Jsons.damaged(
                Jsons.object(
                    "{'model':'m','max_tokens':9,'system':[{'type':'text','text':'s'}],"
                        + "'messages':[{'role':'user','content':[{'type':'text','text':'x'},"
                        + "{'type':'tool_result','tool_use_id':'t','content':[{'type':'text',"
                        + "'text':'r'}]},{'type':'image','source':{'type':'url','url':'u'}}]},"
                        + "{'role':'assistant','content':[{'type':'tool_use','id':'t',"
                        + "'name':'f','input':{}}]}],"
                        + "'tools':[{'name':'f','input_schema':{}}],"
                        + "'tool_choice':{'type':'auto'},"
                        + "'thinking':{'type':'enabled','budget_tokens':2000}}"),
                new Random(seed));
    MessagesDialect.hasServerTools(body);
    try {
      DIALECT.write(DIALECT.parse(body));
    } catch (ApiException e) {
      assertEquals(400, e.code().status());
    }
  }
}
