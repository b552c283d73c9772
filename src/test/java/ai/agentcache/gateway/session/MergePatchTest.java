package ai.agentcache.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  /** The objects among the examples of RFC 7396, appendix A. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'a':'b'} | {'a':'c'} | {'a':'c'}",
        "{'a':'b'} | {'b':'c'} | {'a':'b','b':'c'}",
        "{'a':'b'} | {'a':null} | {}",
        "{'a':'b','b':'c'} | {'a':null} | {'b':'c'}",
        "{'a':['b']} | {'a':'c'} | {'a':'c'}",
        "{'a':'c'} | {'a':['b']} | {'a':['b']}",
        "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]} | {'a':[1]} | {'a':[1]}",
        "{'e':null} | {'a':1} | {'e':null,'a':1}",
        "{} | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}"
      })
  void apply_examplesOfTheRfc_giveItsResults(String target, String patch, String merged)
      throws IOException {
    ObjectNode before = object(target);
    assertEquals(object(merged), MergePatch.apply(before, object(patch)));
    assertEquals(object(target), before);
  }

  private static ObjectNode object(String text) throws IOException {
    byte[] json = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return (ObjectNode) Json.parse(json);
  }
}
