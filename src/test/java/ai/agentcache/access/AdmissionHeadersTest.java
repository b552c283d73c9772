package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.access.Admission.Cause;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionHeadersTest {

  private static final long RESET = 1_790_000_061_000L;

  @Test
  void write_allowed_saysWhatIsLeft() {
    Map<String, String> expected =
        Map.of(
            "X-RateLimit-Limit", "100",
            "X-RateLimit-Remaining", "99",
            "X-RateLimit-Reset", "1790000061000",
            "RateLimit", "\"default\";r=99;t=60",
            "RateLimit-Policy", "\"default\";q=100;w=60");
    assertEquals(expected, written(allowed(100, 99)));
    assertEquals(expected, written(allowed(100, 99)));
  }

  @Test
  void write_refused_windowAndRetryAreTheSameMoment() {
    Map<String, String> headers =
        written(new Admission(false, Cause.RATE, 100, 0, RESET, 12, 0, 0));
    assertEquals("0", headers.get("X-RateLimit-Remaining"));
    assertEquals("12", headers.get("Retry-After"));
    assertEquals("\"default\";r=0;t=12", headers.get("RateLimit"));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_023, 1_024, 10_000_000})
  void write_anyNumber_isPlainDecimal(long number) {
    Map<String, String> headers = written(allowed(number, number));
    assertEquals(Long.toString(number), headers.get("X-RateLimit-Limit"));
    assertEquals(Long.toString(number), headers.get("X-RateLimit-Remaining"));
    assertEquals("\"default\";r=" + number + ";t=60", headers.get("RateLimit"));
    assertEquals("\"default\";q=" + number + ";w=60", headers.get("RateLimit-Policy"));
  }

  @Test
  void write_moreLimitsThanAreKept_staysCorrect() {
    for (long limit = 1; limit < 3_000; limit++) {
      assertEquals(Long.toString(limit), written(allowed(limit, 0)).get("X-RateLimit-Limit"));
    }
  }

  private static Admission allowed(long limit, long remaining) {
    return new Admission(true, Cause.NONE, limit, remaining, RESET, 0, 0, 0);
  }

  private static Map<String, String> written(Admission admission) {
    MultiMap written = MultiMap.caseInsensitiveMultiMap();
    HttpServerResponse response =
        (HttpServerResponse)
            Proxy.newProxyInstance(
                AdmissionHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServerResponse.class},
                (proxy, method, arguments) -> {
                  assertEquals("headers", method.getName());
                  return written;
                });
    AdmissionHeaders.write(response, admission);
    Map<String, String> headers = new TreeMap<>();
    written.forEach(field -> headers.put(field.getKey(), field.getValue()));
    return headers;
  }
}
