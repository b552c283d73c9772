package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  private static String canonical(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new String(CanonicalJson.of(bytes), StandardCharsets.UTF_8);
  }

  /** RFC 8785, sections 3.2.2 and 3.2.3. */
  @Test
  void of_sampleDocument_givesTheFormOfTheRfc() {
    String sample =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;
    assertEquals(
        "{\"literals\":[null,true,false],"
            + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
        canonical(sample));
  }

  /** RFC 8785, section 3.2.3. */
  @Test
  void of_namesOfManyScripts_sortsByCodeUnits() {
    String sample =
        """
        {
          "\\u20ac": "Euro Sign",
          "\\r": "Carriage Return",
          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\\ud83d\\ude00": "Emoji: Grinning Face",
          "\\u0080": "Control",
          "\\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """;
    assertEquals(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
            + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
            + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        canonical(sample));
  }

  @ParameterizedTest
  @CsvSource({
    "'[56,{\"d\":true,\"10\":null,\"1\":[ ]}]', '[56,{\"1\":[],\"10\":null,\"d\":true}]'",
    "'{\"\":\"empty\",\"a\":{},\"111\":[{\"e\":\"yes\",\"E\":\"no\"}]}',"
        + " '{\"\":\"empty\",\"111\":[{\"E\":\"no\",\"e\":\"yes\"}],\"a\":{}}'",
    "' null ', null",
    "'\"\\/\\b\\f\\t\\u001f\\u007f\"', '\"/\\b\\f\\t\\u001f\u007f\"'",
    "'{\"b\":1,\"a\":{\"d\":2,\"c\":[3,{\"f\":4,\"e\":5}]}}',"
        + " '{\"a\":{\"c\":[3,{\"e\":5,\"f\":4}],\"d\":2},\"b\":1}'",
    "'{\"a\\\"\":1,\"a\\u0021\":2,\"a\":3}', '{\"a\":3,\"a!\":2,\"a\\\"\":1}'",
  })
  void of_document_givesCanonicalForm(String json, String expected) {
    assertEquals(expected, canonical(json));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.0, 0",
    "0e5, 0",
    "0.0E-999999999999999999999, 0",
    "1.0, 1",
    "10, 10",
    "1e2, 100",
    "1E+2, 100",
    "100e-2, 1",
    "0.10, 0.1",
    "-0.50, -0.5",
    "1e21, 1e+21",
    "1e20, 100000000000000000000",
    "123456789012345e6, 123456789012345000000",
    "0.000001, 0.000001",
    "0.0000001, 1e-7",
    "1.5e-7, 1.5e-7",
    "12.30e-8, 1.23e-7",
    "0.7, 0.7",
    "1e-400, 0",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "0.1e1, 1",
    "5e-324, 5e-324",
    "2.2250738585072011e-308, 2.225073858507201e-308",
    "0.30000000000000004, 0.30000000000000004",
    "0.3000000000000000444, 0.30000000000000004",
    "1.00000000000000000000000000001, 1",
    "123456789.12345678, 123456789.12345678",
    "-1e-7, -1e-7",
    "-123e-20, -1.23e-18",
  })
  void of_number_givesItsShortestSpelling(String number, String expected) {
    assertEquals(expected, canonical(number));
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740992, 9007199254740992",
    "9007199254740993, 9007199254740993",
    "9007199254740993.0, 9007199254740993",
    "90071992547409930e-1, 9007199254740993",
    "-9007199254740993, -9007199254740993",
    "18446744073709551615, 18446744073709551615",
    "18446744073709551616, 18446744073709551616",
    "18446744073709552000, 18446744073709552000",
    "123456789012345678901234567890, 123456789012345678901234567890",
    "1.23456789012345678901234567890e29, 123456789012345678901234567890",
    "1000000000000000000000000000000, 1e+30",
    "1e30, 1e+30",
  })
  void of_wholeNumberBeyondDoubles_keepsItsDigits(String number, String expected) {
    assertEquals(expected, canonical(number));
  }

  @Test
  void of_neighboursBeyondDoubles_differ() {
    assertNotEquals(canonical("9007199254740993"), canonical("9007199254740992"));
    assertNotEquals(canonical("1e30"), canonical("1000000000000000000000000000001"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 63, 64, 65})
  void of_stringsOfAnyLength_areCopiedWhole(int length) {
    for (String unit : new String[] {"a", "\u00e9", "\u4f60", "\ud83d\ude00", "a\u00e9"}) {
      String json = "[\"" + unit.repeat(length) + "\",\"\u00e9" + "x".repeat(length) + "\"]";
      assertEquals(json, canonical(json));
    }
  }

  @Test
  void of_slice_readsOnlyTheSlice() {
    byte[] bytes = "x{\"a\":1 }y".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "{\"a\":1}", new String(CanonicalJson.of(bytes, 1, 9, 128), StandardCharsets.UTF_8));
  }

  @Test
  void of_manyMembersInReverse_sortsThem() {
    StringBuilder json = new StringBuilder("{");
    StringBuilder expected = new StringBuilder("{");
    for (int i = 0; i < 2000; i++) {
      json.append("\"k").append(9999 - i).append("\":{\"b\":").append(i).append(",\"a\":0},");
      expected.append("\"k").append(8000 + i).append("\":{\"a\":0,\"b\":").append(1999 - i);
      expected.append("},");
    }
    json.setCharAt(json.length() - 1, '}');
    expected.setCharAt(expected.length() - 1, '}');
    assertEquals(expected.toString(), canonical(json.toString()));
  }

  @Test
  void of_afterAnError_startsAfresh() {
    try {
      canonical("{\"b\":1,\"a\":[1,2,");
    } catch (ai.agentcache.http.ApiException expected) {
      assertEquals("{\"a\":1,\"b\":2}", canonical("{\"b\":2,\"a\":1}"));
      return;
    }
    throw new AssertionError("cut JSON was accepted");
  }

  @Test
  void of_numbersThatGrow_findRoom() {
    StringBuilder json = new StringBuilder("[");
    StringBuilder expected = new StringBuilder("[");
    for (int i = 0; i < 5000; i++) {
      json.append("1e20,");
      expected.append("100000000000000000000,");
    }
    json.append("\"end\"]");
    expected.append("\"end\"]");
    assertEquals(expected.toString(), canonical(json.toString()));
  }
}
