package ai.agentcache.launch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupNoticeTest {
  private static final String TEXT =
      StartupNotice.text(
          "http://localhost:8080",
          Map.of(Store.REDIS, "127.0.0.1:7001 (x)", Store.POSTGRES, "as configured"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up at http://localhost:8080\n",
        "Redis       127.0.0.1:7001 (x)",
        "PostgreSQL  as configured",
        "Demo key    ac_demo_test123",
        "curl http://localhost:8080/api/cache/set -H 'X-API-Key: ac_demo_test123'",
        "curl http://localhost:8080/api/cache/get -H 'X-API-Key: ac_demo_test123'"
      })
  void text_always_contains(String part) {
    assertTrue(TEXT.contains(part), TEXT);
  }

  @Test
  void text_setAndGet_nameTheSameRequest() {
    String identity =
        "'{\"provider\":\"openai\",\"model\":\"gpt-4o\",\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"Hello\"}]";

    assertTrue(TEXT.contains(identity + ",\"response\":\"Hi there!\"}'"), TEXT);
    assertTrue(TEXT.contains(identity + "}'"), TEXT);
  }
}
