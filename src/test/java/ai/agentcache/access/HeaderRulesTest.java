package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

  private static final List<String> NONE = List.of();

  @Test
  void key_inEitherHeader_isFound() {
    assertEquals("k", Credentials.key(List.of("k"), NONE));
    assertEquals("k", Credentials.key(NONE, List.of("Bearer k")));
    assertEquals("k", Credentials.key(NONE, List.of("bearer  k ")));
  }

  @Test
  void key_sameInBothHeaders_isFound() {
    assertEquals("k", Credentials.key(List.of("k"), List.of("Bearer k")));
  }

  @Test
  void key_headersContradictEachOther_isNone() {
    assertNull(Credentials.key(List.of("k"), List.of("Bearer other")));
    assertNull(Credentials.key(List.of("k", "other"), NONE));
    assertNull(Credentials.key(NONE, List.of("Bearer k", "Bearer other")));
  }

  @Test
  void key_noneOrAnotherScheme_isNone() {
    assertNull(Credentials.key(NONE, NONE));
    assertNull(Credentials.key(NONE, List.of("Basic abc")));
    assertEquals("k", Credentials.key(List.of("k"), List.of("Basic abc")));
  }

  @Test
  void namespace_absent_isDefault() {
    assertEquals("default", Namespace.of(NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Team-1.prod_x", "..", "0"})
  void namespace_valid_isTaken(String name) {
    assertEquals(name, Namespace.of(List.of(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a:b", "a/b", "ä", "a\u0000", "a\r\nb", "{a}"})
  void namespace_otherCharacters_isRefused(String name) {
    assertInvalidHeader("X-Cache-Namespace", () -> Namespace.of(List.of(name)));
  }

  @Test
  void namespace_length_isBounded() {
    assertEquals(128, Namespace.of(List.of("n".repeat(128))).length());
    assertInvalidHeader("X-Cache-Namespace", () -> Namespace.of(List.of("n".repeat(129))));
  }

  @Test
  void namespace_sentTwice_isRefused() {
    assertInvalidHeader("X-Cache-Namespace", () -> Namespace.of(List.of("a", "a")));
  }

  @Test
  void idempotencyKey_visibleAscii_isTaken() {
    assertNull(IdempotencyKey.of(NONE));
    assertEquals("{order:17}~!", IdempotencyKey.of(List.of("{order:17}~!")));
    assertEquals("k".repeat(255), IdempotencyKey.of(List.of("k".repeat(255))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "a\n"})
  void idempotencyKey_other_isRefused(String key) {
    assertInvalidHeader("Idempotency-Key", () -> IdempotencyKey.of(List.of(key)));
  }

  @Test
  void idempotencyKey_tooLongOrTwice_isRefused() {
    assertInvalidHeader("Idempotency-Key", () -> IdempotencyKey.of(List.of("k".repeat(256))));
    assertInvalidHeader("Idempotency-Key", () -> IdempotencyKey.of(List.of("a", "b")));
  }

  private static void assertInvalidHeader(String header, Executable reading) {
    ApiException refused = assertThrows(ApiException.class, reading);
    assertEquals(ErrorCode.INVALID_HEADER, refused.code());
    assertTrue(refused.details().contains(header), refused.details());
  }
}
