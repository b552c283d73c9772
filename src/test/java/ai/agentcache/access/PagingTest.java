package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.http.ApiException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

  @Test
  void cursor_writtenAndRead_isTheSamePlace() {
    KeyCursor place = new KeyCursor(Instant.parse("2026-07-01T10:20:30.123456Z"), "0123456789abC");

    assertEquals(place, KeyCursor.parse(place.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "x",
        "1-",
        "-0123456789abC",
        "1-0123456789ab!",
        "1-short",
        "1.5-0123456789abC",
        "99999999999999999-0123456789abC",
        "99999999999999999999999-0123456789abC"
      })
  void cursor_ofNoAnswerOfOurs_isRefused(String text) {
    assertThrows(ApiException.class, () -> KeyCursor.parse(text));
  }

  @Test
  void limit_absent_isUsual() {
    assertEquals(50, PageRequest.limit(null));
    assertEquals(1, PageRequest.limit("1"));
    assertEquals(200, PageRequest.limit("200"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "201", "-1", "1e1", "x", "9999999999999999999"})
  void limit_outOfRange_isRefused(String text) {
    assertThrows(ApiException.class, () -> PageRequest.limit(text));
  }
}
