package ai.agentcache.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamErrorTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "403, UNAUTHORIZED",
    "408, FAILED",
    "429, RATE_LIMITED",
    "500, FAILED",
    "503, FAILED",
    "529, FAILED",
    "302, MALFORMED",
  })
  void of_aStatus_isAFailureOfTheProvider(int status, Kind kind) {
    RuntimeException error = UpstreamError.of("p", status, null, new byte[0], NOW);
    assertEquals(kind, assertInstanceOf(UpstreamFailure.class, error).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"message\":\"too long\"}} | too long",
        "[{\"error\":{\"message\":\"too long\"}}] | too long",
        "{\"error\":\"too long\"} | too long",
        "{\"error\":{\"message\":\"a\\nb\"}} | a b",
        "{} | the provider gave no reason",
        "<html> | the provider gave no reason",
      })
  void of_aRefusal_tellsTheProvidersWords(String body, String words) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    RuntimeException error = UpstreamError.of("p", 400, null, bytes, NOW);
    UpstreamRefusal refusal = assertInstanceOf(UpstreamRefusal.class, error);
    assertEquals(400, refusal.status());
    assertEquals(words, refusal.explanation());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 | 3000",
        "0.25 | 250",
        "-3 | 0",
        "soon | 0",
        "99999999 | 3600000",
        "Fri, 02 Jan 2026 03:04:15 GMT | 10000",
        "Fri, 02 Jan 2026 03:04:00 GMT | 0",
      })
  void retryAfterMillis_ofAnyForm_isMilliseconds(String value, long millis) {
    assertEquals(millis, UpstreamError.retryAfterMillis(value, NOW));
  }

  @Test
  void left_ofDeadlines_isTheNearest() {
    Deadlines deadlines =
        new Deadlines(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(10));
    long second = 1_000_000_000;
    assertEquals(2 * second, deadlines.left(second, false, 0, 0));
    assertEquals(second / 2, deadlines.left(second / 2 * 11, true, 0, 5 * second));
    assertEquals(-second, deadlines.left(11 * second, true, 0, 11 * second));
  }
}
