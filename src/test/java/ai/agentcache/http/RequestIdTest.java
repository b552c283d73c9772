package ai.agentcache.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "7f3c-11", "~!\"#$%&'()*+,/:;<=>?@[]^`{|}"})
  void isValid_visibleAscii_true(String id) {
    assertTrue(RequestId.isValid(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\rb", "a\nb", "a\0b", "a\tb", "\u007f", "é", "\u20ac"})
  void isValid_anythingElse_false(String id) {
    assertTrue(!RequestId.isValid(id));
  }

  @Test
  void isValid_length128_isTheLongest() {
    assertTrue(RequestId.isValid("x".repeat(128)));
    assertTrue(!RequestId.isValid("x".repeat(129)));
  }

  @Test
  void make_twice_givesDifferentIdsOf32HexDigits() {
    String first = RequestId.make();
    assertTrue(first.matches("[0-9a-f]{32}"), first);
    assertNotEquals(first, RequestId.make());
    assertEquals(32, RequestId.make().length());
  }
}
