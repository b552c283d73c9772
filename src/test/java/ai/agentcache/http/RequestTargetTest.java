package ai.agentcache.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "*", "/a%2Fb", "/api/stats?period=1h&x=%20", "http://a:80/b", "//"})
  void isValid_charactersOfAUri_true(String target) {
    assertTrue(RequestTarget.isValid(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/%", "/%2", "/%zz", "/a b", "/\"", "/\u00e9", "/a?{}", "/a#b", "/\u007f"})
  void isValid_anythingElse_false(String target) {
    assertFalse(RequestTarget.isValid(target));
  }
}
