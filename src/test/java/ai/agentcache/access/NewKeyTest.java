package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewKeyTest {

  @Test
  void parse_onlyWhatIsRequired_isLiveWithThePlansLimits() {
    NewKey key = parse("{'tenant':'acme','name':'ci'}");

    assertEquals("acme", key.tenant());
    assertEquals("ci", key.name());
    assertEquals(new KeyRecord.Terms(Plan.LIVE, null, null, null, null), key.terms());
  }

  @Test
  void parse_everything_isTaken() {
    NewKey key =
        parse(
            "{'tenant':'a-1','name':'Ünïcode 🎈','plan':'demo','rateLimit':7,"
                + "'monthlyQuota':8,'monthlyBudget':12.3400,'userScope':'u:1'}");

    assertEquals(
        new KeyRecord.Terms(Plan.DEMO, 7L, 8L, new BigDecimal("12.34"), "u:1"), key.terms());
  }

  @Test
  void parse_nullForAnOptionalField_isAbsent() {
    assertNull(parse("{'tenant':'a','name':'b','rateLimit':null}").terms().rateLimit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenant        | {'tenant':'','name':'n'}",
        "tenant        | {'tenant':'Acme','name':'n'}",
        "tenant        | {'tenant':'-a','name':'n'}",
        "tenant        | {'tenant':'a-','name':'n'}",
        "tenant        | {'tenant':'a_b','name':'n'}",
        "tenant        | {'tenant':'a{b}','name':'n'}",
        "tenant        | {'tenant':1,'name':'n'}",
        "name          | {'tenant':'a','name':' '}",
        "name          | {'tenant':'a','name':['n']}",
        "name          | {'tenant':'a','name':'a\\u0000b'}",
        "name          | {'tenant':'a','name':'a\\nb'}",
        "name          | {'tenant':'a','name':'\\ud800'}",
        "plan          | {'tenant':'a','name':'n','plan':'gold'}",
        "plan          | {'tenant':'a','name':'n','plan':true}",
        "rateLimit     | {'tenant':'a','name':'n','rateLimit':0}",
        "rateLimit     | {'tenant':'a','name':'n','rateLimit':-1}",
        "rateLimit     | {'tenant':'a','name':'n','rateLimit':1.5}",
        "rateLimit     | {'tenant':'a','name':'n','rateLimit':'5'}",
        "rateLimit     | {'tenant':'a','name':'n','rateLimit':99999999999999999999}",
        "monthlyQuota  | {'tenant':'a','name':'n','monthlyQuota':0}",
        "monthlyQuota  | {'tenant':'a','name':'n','monthlyQuota':{}}",
        "monthlyBudget | {'tenant':'a','name':'n','monthlyBudget':0}",
        "monthlyBudget | {'tenant':'a','name':'n','monthlyBudget':-0.5}",
        "monthlyBudget | {'tenant':'a','name':'n','monthlyBudget':0.00001}",
        "monthlyBudget | {'tenant':'a','name':'n','monthlyBudget':1e999999}",
        "monthlyBudget | {'tenant':'a','name':'n','monthlyBudget':1e-999999}",
        "monthlyBudget | {'tenant':'a','name':'n','monthlyBudget':'9'}",
        "userScope     | {'tenant':'a','name':'n','userScope':''}",
        "colour        | {'tenant':'a','name':'n','colour':'red'}",
        "ratelimit     | {'tenant':'a','name':'n','ratelimit':5}"
      },
      quoteCharacter = '`')
  void parse_fieldWithAnUnusableValue_isNamed(String field, String body) {
    ApiException refused = assertThrows(ApiException.class, () -> parse(body));

    assertEquals(ErrorCode.INVALID_FIELD, refused.code());
    assertTrue(refused.details().startsWith("`" + field + "`"), refused.details());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"tenant|{'name':'n'}", "name|{'tenant':'a'}"})
  void parse_missingField_isNamed(String field, String body) {
    ApiException refused = assertThrows(ApiException.class, () -> parse(body));

    assertEquals(ErrorCode.MISSING_FIELD, refused.code());
    assertTrue(refused.details().startsWith("`" + field + "`"), refused.details());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "'a'",
        "{",
        "{'tenant':'a'",
        "{'tenant':'a','tenant':'b','name':'n'}",
        "{'tenant':'a','name':'n'} x",
        "{'tenant':'a','name':'n'}{}",
        "{tenant:'a'}",
        "NaN"
      })
  void parse_notOneJsonObject_isMalformed(String body) {
    assertEquals(
        ErrorCode.MALFORMED_JSON, assertThrows(ApiException.class, () -> parse(body)).code());
  }

  @Test
  void parse_deepNesting_isMalformed() {
    assertEquals(
        ErrorCode.MALFORMED_JSON,
        assertThrows(ApiException.class, () -> parse("[".repeat(10_000))).code());
  }

  @Test
  void parse_lengths_areBounded() {
    parse("{'tenant':'%s','name':'%s'}".formatted("t".repeat(64), "n".repeat(128)));

    assertThrows(
        ApiException.class, () -> parse("{'tenant':'%s','name':'n'}".formatted("t".repeat(65))));
    assertThrows(
        ApiException.class, () -> parse("{'tenant':'t','name':'%s'}".formatted("n".repeat(129))));
  }

  private static NewKey parse(String body) {
    return NewKey.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
