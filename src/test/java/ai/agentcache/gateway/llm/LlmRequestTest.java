package ai.agentcache.gateway.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.Degradation;
import ai.agentcache.gateway.routing.Mode;
import ai.agentcache.gateway.routing.Wish;
import ai.agentcache.http.ApiException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlmRequestTest {

  private static LlmRequest read(String json) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return LlmRequest.read(Bodies.object(body), 100);
  }

  @Test
  void read_aPrompt_isAChatOfOneMessage() {
    LlmRequest request = read("{'prompt':'Hello','model':'mock'}");
    assertEquals(
        "{\"model\":\"mock\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
        request.chat().toString());
    assertEquals(Mode.SINGLE_MODEL, request.wish().mode());
    assertEquals(Optional.of("mock"), request.wish().model());
    assertFalse(request.wish().failover());
    assertFalse(request.stream());
    assertEquals(Degradation.FAIL, request.degradation());
  }

  @Test
  void read_everything_keepsWhatIsTheModelsBusiness() {
    LlmRequest request =
        read(
            "{'messages':[{'role':'user','content':'Hi'}],'system':'Be brief','maxTokens':7,"
                + "'temperature':0.5,'top_p':0.9,'tools':[],'routingMode':'cost-aware',"
                + "'allowFailover':true,'stream':true,'capabilities':['tools'],'priority':'speed',"
                + "'maxCost':0.01,'nodeType':'review','ttl':60,'degradation':'mock',"
                + "'activeProvider':'openai'}");
    assertEquals(
        "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},"
            + "{\"role\":\"user\",\"content\":\"Hi\"}],\"temperature\":0.5,\"top_p\":0.9,"
            + "\"tools\":[],\"max_tokens\":7}",
        request.chat().toString());
    Wish wish = request.wish();
    assertEquals(Mode.COST_AWARE, wish.mode());
    assertEquals(Wish.Priority.SPEED, wish.priority());
    assertEquals(Optional.of(new BigDecimal("0.01")), wish.maxCost());
    assertEquals(Optional.of(Wish.NodeType.REVIEW), wish.nodeType());
    assertEquals(Set.of("tools"), wish.capabilities());
    assertTrue(wish.failover());
    assertTrue(request.stream());
    assertEquals(OptionalInt.of(60), request.ttl());
    assertEquals(Degradation.MOCK, request.degradation());
  }

  @Test
  void read_failoverNotSaid_isAllowedWhereNobodyWasNamed() {
    for (Mode mode : Mode.values()) {
      boolean chosen = mode != Mode.SINGLE_MODEL && mode != Mode.MANUAL;
      Wish wish = read("{'prompt':'a','routingMode':'%s'}".formatted(mode.label())).wish();
      assertEquals(chosen, wish.failover(), mode::label);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | prompt",
        "{'prompt':7} | prompt",
        "{'prompt':' '} | prompt",
        "{'prompt':'a','messages':[{'role':'user','content':'b'}]} | prompt",
        "{'prompt':'a','model':7} | model",
        "{'prompt':'a','routingMode':'best'} | routingMode",
        "{'prompt':'a','maxTokens':0} | maxTokens",
        "{'prompt':'a','maxTokens':1.5} | maxTokens",
        "{'prompt':'a','allowFailover':'yes'} | allowFailover",
        "{'prompt':'a','stream':1} | stream",
        "{'prompt':'a','capabilities':'tools'} | capabilities",
        "{'prompt':'a','capabilities':[1]} | capabilities[0]",
        "{'prompt':'a','priority':'fun'} | priority",
        "{'prompt':'a','maxCost':0} | maxCost",
        "{'prompt':'a','nodeType':'test'} | nodeType",
        "{'prompt':'a','ttl':101} | ttl",
        "{'prompt':'a','degradation':'SOME'} | degradation",
        "{'prompt':'a','system':[]} | system",
      })
  void read_aFieldThatIsWrong_isNamed(String body, String field) {
    ApiException problem = assertThrows(ApiException.class, () -> read(body));
    assertTrue(problem.details().startsWith("`" + field + "`"), problem.details());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | empty",
        "[] | object",
        "{'a':1,'a':2} | twice",
        "{'a' | byte",
        "{} x | byte",
      })
  void object_ofWhatIsNone_saysSo(String body, String word) {
    byte[] bytes =
        body.equals("''") ? new byte[0] : body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ApiException problem = assertThrows(ApiException.class, () -> Bodies.object(bytes));
    assertTrue(problem.details().contains(word), problem.details());
  }
}
