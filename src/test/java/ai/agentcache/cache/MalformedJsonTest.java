package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedJsonTest {

  private static ApiException refuse(byte[] json) {
    return assertThrows(ApiException.class, () -> CanonicalJson.of(json));
  }

  private static ApiException refuse(String json) {
    return refuse(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 0",
        "`  ` | 2",
        "`[1,]` | 3",
        "`[,1]` | 1",
        "`[1 2]` | 3",
        "`{\"a\":1,}` | 7",
        "`{a:1}` | 1",
        "`{\"a\"}` | 4",
        "`{\"a\" 1}` | 5",
        "`{\"a\":}` | 5",
        "`{,}` | 1",
        "`{\"a\":1 \"b\":2}` | 7",
        "`[1` | 2",
        "`{\"a\":1` | 6",
        "`\"abc` | 4",
        "`[1]]` | 3",
        "`1 2` | 2",
        "`tru` | 0",
        "`truE` | 0",
        "`nul` | 0",
        "`falsy` | 0",
        "`NaN` | 0",
        "`Infinity` | 0",
        "`-Infinity` | 1",
        "`01` | 1",
        "`-01` | 2",
        "`1.` | 2",
        "`.5` | 0",
        "`+1` | 0",
        "`1e` | 2",
        "`1e+` | 3",
        "`-` | 1",
        "`0x1` | 1",
        "`'a'` | 0",
        "`\"\\x\"` | 2",
        "`\"\\u12g4\"` | 5",
        "`\"\\u12` | 5",
        "`\"\\` | 2",
        "`[\"a` | 3",
        "`// c` | 0",
        "`/**/1` | 0",
        "`{\"a\":1}x` | 7",
        "`}` | 0",
        "`]` | 0",
        "`:` | 0",
        "`[1}` | 2",
        "`{\"a\":1]` | 6",
        "`\"\\ud800\"` | 1",
        "`\"\\udc00\"` | 1",
        "`\"\\ud800\\u0041\"` | 1",
        "`\"\\ud800x\"` | 1",
        "`\"\\ud83d\\ud83d\"` | 1",
        "`1e400` | 0",
        "`-1e309` | 0",
      })
  void of_notJson_namesTheByte(String json, int offset) {
    ApiException error = refuse(json == null ? "" : json);
    assertEquals(ErrorCode.MALFORMED_JSON, error.code(), error.details());
    assertTrue(
        error.details().startsWith("byte " + offset + ": expected "),
        json + " gives " + error.details());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "efbbbf7b7d",
        "22c022",
        "22c08022",
        "22c1bf22",
        "22c322",
        "22e0808022",
        "22e29822",
        "22eda08022",
        "22edbfbf22",
        "22f080808022",
        "22f490808022",
        "22f522",
        "228022",
        "22ff22",
        "22e2",
        "22f09f98",
        "fffe7b00",
        "220022",
        "220a22",
        "221f22",
        "22090922",
        "00",
        "5b0c5d",
        "7bc2a07d",
        "22f09f980022",
      })
  void of_bytesThatAreNotText_areMalformed(String hex) {
    assertEquals(ErrorCode.MALFORMED_JSON, refuse(HexFormat.of().parseHex(hex)).code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"a\":1,\"a\":2}` | a", "`{\"a\":1,\"b\":0,\"a\":1}` | a",
        "`{\"x\":[0,{\"y\":1,\"z\":2,\"y\":3}]}` | x[1].y", "`{\"a\":1,\"\\u0061\":2}` | a",
        "`{\"m\":{\"\\n\":1,\"b\":2,\"\\u000a\":2}}` | m.\\n",
            "`{\"a\":{\"b\":[1,1e999]}}` | a.b[1]",
      })
  void of_valueThatCannotBe_namesTheField(String json, String path) {
    ApiException error = refuse(json);
    assertEquals(ErrorCode.INVALID_FIELD, error.code());
    assertTrue(error.details().startsWith("`" + path + "` "), error.details());
  }

  @Test
  void of_manyMembersWithOneTwice_isRefused() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 5000; i > 0; i--) {
      json.append("\"k").append(i).append("\":1,");
    }
    assertTrue(refuse(json + "\"k77\":2}").details().startsWith("`k77`"));
  }

  @Test
  void of_depthAtTheLimit_isReadAndBeyondRefused() {
    assertEquals(256, CanonicalJson.of(nested(128)).length);
    assertTrue(refuse(nested(129)).details().startsWith("byte 128: expected at most 128 levels"));
    assertEquals(ErrorCode.MALFORMED_JSON, refuse("[".repeat(10_000)).code());
    assertEquals(ErrorCode.MALFORMED_JSON, refuse("{\"a\":".repeat(10_000)).code());
  }

  private static byte[] nested(int depth) {
    return ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void of_everyPrefixOfADocument_isRefused() {
    String json = "{\"a\\u00e9\":[1.5e3,true,null,\"\u4f60\\n\"],\"b\":{\"c\":-0.25}}";
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    for (int end = 0; end < bytes.length; end++) {
      int cut = end;
      assertThrows(ApiException.class, () -> CanonicalJson.of(bytes, 0, cut, 128));
    }
  }

  @Test
  void of_veryLongNumbers_isQuickAndRight() {
    String digits = "1".repeat(300_000);
    assertEquals(ErrorCode.MALFORMED_JSON, refuse(digits).code());
    byte[] third = ("0." + "3".repeat(300_000)).getBytes(StandardCharsets.US_ASCII);
    assertEquals("0.3333333333333333", new String(CanonicalJson.of(third), StandardCharsets.UTF_8));
    byte[] one = ("0." + "0".repeat(99_999) + "1e100000").getBytes(StandardCharsets.US_ASCII);
    assertEquals("1", new String(CanonicalJson.of(one), StandardCharsets.UTF_8));
    assertEquals(ErrorCode.MALFORMED_JSON, refuse("1e99999999999999999999").code());
  }
}
