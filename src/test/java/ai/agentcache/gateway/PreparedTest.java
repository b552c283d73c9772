package ai.agentcache.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.provider.Dialects;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of a prompt that is kept, for the providers there are. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class PreparedTest {

  /** All that a body shares with what is made of it: tools, schemas, options of the stream. */
  private static final String CHAT =
      """
      {'model':'gpt-4o','stream':true,'stream_options':{'include_usage':false},
       'messages':[{'role':'system','content':'be brief'},{'role':'user','content':'hello'}],
       'tools':[{'type':'function','function':{'name':'f','parameters':{}}}],
       'response_format':{'type':'json_schema','json_schema':
         {'name':'s','schema':{'type':'object','properties':{'a':{'type':'string'}}}}},
       'max_tokens':512}
      """;

  private static final String MESSAGE =
      """
      {'model':'claude-sonnet-4-5','stream':true,'max_tokens':512,'messages':[
       {'role':'user','content':'hello'},
       {'role':'assistant','content':[
         {'type':'thinking','thinking':'hm','signature':'openai:x'},
         {'type':'text','text':'yes?'}]},
       {'role':'user','content':[{'type':'text','text':'go on'}]}],
       'tools':[{'name':'f','input_schema':{'type':'object'}}]}
      """;

  @Inject Dialects dialects;
  @Inject Providers providers;

  private static Prepared prepared(Front front, String json) {
    return new Prepared(front.parse(tree(json)));
  }

  private static ObjectNode tree(String json) {
    return (ObjectNode) Json.answer(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private Target target(String provider, String model) {
    return new Target(providers.named(provider).orElseThrow(), model);
  }

  private List<Target> targets() {
    return List.of(
        target("openai", "gpt-4o"),
        target("anthropic", "claude-sonnet-4-5"),
        target("google", "gemini-2.5-flash"),
        target("local", "llama-local"),
        target("mock", "mock"),
        target("openai", "gpt-5.5"));
  }

  @Test
  void request_ofChat_againAndForOthers_isAsIfMadeAnew() {
    requireAsAnew(dialects.chat(), CHAT);
  }

  @Test
  void request_ofMessages_againAndForOthers_isAsIfMadeAnew() {
    requireAsAnew(dialects.messages(), MESSAGE);
  }

  private void requireAsAnew(Front front, String json) {
    Prepared kept = prepared(front, json);
    for (int round = 0; round < 2; round++) {
      for (Target target : targets()) {
        for (boolean stream : new boolean[] {true, false, true, false}) {
          EffectiveRequest anew = prepared(front, json).request("", target, dialects);
          EffectiveRequest again = kept.request("", target, dialects);
          assertArrayEquals(anew.wire(stream), again.wire(stream), target.label());
          assertEquals(anew.key("n"), again.key("n"));
          assertEquals(anew.dialect().name(), again.dialect().name());
        }
      }
    }
    assertEquals(tree(json), kept.prompt().source());
  }

  @Test
  void request_sameAgain_isNotMadeAgain() {
    Prepared kept = prepared(dialects.chat(), CHAT);
    EffectiveRequest first = kept.request("", target("openai", "gpt-4o"), dialects);
    assertSame(first, kept.request("", target("openai", "gpt-4o"), dialects));
    assertSame(first.key("n"), first.key("n"));
    assertEquals(
        "gpt-5.5", kept.request("", target("openai", "gpt-5.5"), dialects).target().model());
  }

  @Test
  void key_ofAnotherNamespace_isAnother() {
    EffectiveRequest request =
        prepared(dialects.chat(), CHAT).request("", target("openai", "gpt-4o"), dialects);
    assertEquals("a", request.key("a").namespace());
    assertEquals("b", request.key("b").namespace());
    assertEquals(request.key("a").hash(), request.key("b").hash());
  }

  @Test
  void request_withOtherBetas_isAnother() {
    Prepared kept = prepared(dialects.messages(), MESSAGE);
    Target target = target("anthropic", "claude-sonnet-4-5");
    EffectiveRequest with = kept.request("beta", target, dialects);
    EffectiveRequest without = kept.request("", target, dialects);
    assertNotEquals(with.key("n"), without.key("n"));
    assertEquals(Map.of(Betas.HEADER, "beta"), with.headers(Map.of()));
    assertFalse(without.headers(Map.of()).containsKey(Betas.HEADER));
    assertEquals(with.key("n"), kept.request("beta", target, dialects).key("n"));
  }

  @Test
  void request_thatCannotBeSaid_failsEachTimeAndSpoilsNothing() {
    Prepared kept = prepared(dialects.chat(), CHAT.replace("'max_tokens'", "'n':2,'max_tokens'"));
    Target able = target("openai", "gpt-4o");
    EffectiveRequest first = kept.request("", able, dialects);
    Target unable = target("anthropic", "claude-sonnet-4-5");
    assertThrows(ApiException.class, () -> kept.request("", unable, dialects));
    assertThrows(ApiException.class, () -> kept.request("", unable, dialects));
    assertSame(first, kept.request("", able, dialects));
  }
}
