package ai.agentcache.gateway.openai;

import static ai.agentcache.gateway.openai.Sample.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsTest {

  private static final String ANSWER =
      "{'object':'list','data':["
          + "{'object':'embedding','index':0,'embedding':[0.1,-0.2,3]},"
          + "{'object':'embedding','index':1,'embedding':'zczMPc3MTL4AAEBA'}],"
          + "'model':'m','usage':{'prompt_tokens':8,'total_tokens':8}}";

  private static EmbeddingRequest parse(String fields) {
    return Embeddings.parse(json("{'model':'m'," + fields + "}"));
  }

  @Test
  void parse_formsOfInput_areCounted() {
    assertEquals(new EmbeddingRequest("m", 1), parse("'input':'text'"));
    assertEquals(2, parse("'input':['a','b'],'dimensions':3,'user':'u'").inputs());
    assertEquals(1, parse("'input':[1,2,3],'encoding_format':'base64'").inputs());
    assertEquals(2, parse("'input':[[1,2],[3]],'encoding_format':null").inputs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "input|'user':'u'",
        "input|'input':''",
        "input|'input':5",
        "input|'input':[]",
        "input[1]|'input':['a',1]",
        "input[1]|'input':['a','']",
        "input[1]|'input':[1,'a']",
        "input[0]|'input':[-1]",
        "input[0]|'input':[1.5]",
        "input[0]|'input':[{}]",
        "input[1]|'input':[[1],[]]",
        "input[1][0]|'input':[[1],['a']]",
        "encoding_format|'input':'a','encoding_format':'int8'",
        "dimensions|'input':'a','dimensions':0",
        "user|'input':'a','user':7",
      })
  void parse_badField_isNamed(String field, String fields) {
    ApiException refused = assertThrows(ApiException.class, () -> parse(fields));
    assertTrue(refused.details().contains("`" + field + "`"), refused.details());
  }

  @Test
  void parse_tooManyInputs_isRefused() {
    ObjectNode body = json("{'model':'m'}");
    for (int i = 0; i < 2_049; i++) {
      body.withArray("input").add("a");
    }
    assertThrows(ApiException.class, () -> Embeddings.parse(body));
  }

  @Test
  void read_answer_givesTheTokens() {
    assertEquals(Spent.of(8, 0), Embeddings.read(json(ANSWER), 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{'data':{}}",
        "{'data':[{'embedding':[1]}]}",
        "{'data':[{'embedding':[1]},{'embedding':[]}]}",
        "{'data':[{'embedding':[1]},{'embedding':['a']}]}",
        "{'data':[{'embedding':[1]},{'embedding':'!'}]}",
        "{'data':[{'index':0,'embedding':[1]},{'index':0,'embedding':[1]}]}",
        "{'data':[{'index':0,'embedding':[1]},{'index':2,'embedding':[1]}]}",
        "{'data':[{'embedding':[1]},{'embedding':[1]}],'usage':{'prompt_tokens':'a'}}",
      })
  void read_nonsense_isMalformed(String answer) {
    JsonNode node = Sample.value(answer);
    assertThrows(MalformedAnswerException.class, () -> Embeddings.read(node, 2));
  }

  @Property(tries = 1000)
  void read_spoiledAnswer_isMalformedAtWorst(@ForAll long seed) {
    JsonNode spoiled = new Mutations(seed).of(json(ANSWER));
    try {
      assertTrue(Embeddings.read(spoiled, 2).input() >= 0);
    } catch (MalformedAnswerException expected) {
      assertTrue(spoiled.toString().length() < 10_000);
    }
  }
}
