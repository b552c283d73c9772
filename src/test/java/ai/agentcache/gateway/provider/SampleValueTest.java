package ai.agentcache.gateway.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.chat.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleValueTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{} | 'mock'",
        "{'type':'string'} | 'mock'",
        "{'type':'string','minLength':6} | 'mockmo'",
        "{'type':'string','maxLength':2} | 'mo'",
        "{'type':'string','maxLength':0} | ''",
        "{'type':'boolean'} | false",
        "{'type':'null'} | null",
        "{'type':['integer','null']} | 0",
        "{'type':'integer','minimum':3} | 3",
        "{'type':'integer','exclusiveMinimum':3} | 4",
        "{'type':'number','maximum':-1.5} | -1.5",
        "{'type':'number','exclusiveMaximum':0} | -1",
        "{'const':7} | 7",
        "{'type':'string','default':'d'} | 'd'",
        "{'enum':['x','y']} | 'x'",
        "{'anyOf':[{'type':'null'},{'type':'string'}]} | null",
        "{'type':'array','items':{'type':'integer'}} | []",
        "{'type':'array','items':{'type':'integer'},'minItems':2} | [0,0]",
        "{'type':'object'} | {}",
        "{'properties':{'a':{'type':'integer'},'b':{}},'required':['a']} | {'a':0}",
        "{'$ref':'#/$defs/n','$defs':{'n':{'type':'integer'}}} | 0",
        "{'$ref':'elsewhere.json'} | 'mock'",
      })
  void of_schema_isItsSimplestValue(String schema, String value) throws IOException {
    assertEquals(value.replace('\'', '"'), sample(schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'$ref':'#'} | null",
        "{'type':'array','minItems':1,'items':{'type':'array','minItems':0}} | [[]]",
        "{'type':'array','items':{},'minItems':1000000000} | many",
        "{'type':'array','items':{'$ref':'#'},'minItems':9} | many",
        "{'type':'array','minItems':1000000,'items':{'const':'0123456789012345678901234567890'}} | many",
        "{'type':'array','minItems':1000000,'items':{'type':'string','minLength':60000}} | many",
        "{'required':['a','b'],'properties':{'a':{'$ref':'#'},'b':{'$ref':'#'}}} | many",
      })
  void of_schemaWithoutAnEnd_ends(String schema, String value) throws IOException {
    String sample = sample(schema);
    assertEquals(value, sample.length() > 100 ? "many" : sample);
    assertTrue(sample.length() < 1_000_000, "it has " + sample.length() + " characters");
  }

  private static String sample(String schema) throws IOException {
    byte[] json = schema.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return SampleValue.of(Json.parse(json)).toString();
  }
}
