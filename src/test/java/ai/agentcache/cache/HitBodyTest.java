package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.usage.TokenUsage;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HitBodyTest {
  private static final String KEY =
      "agentcache:v1:ns:ollama:llama3%3A8b:" + "0123456789abcdef".repeat(4);

  @Test
  void render_ofAnEntry_isTheWholeAnswer() {
    HitBody body = HitBody.of(Entries.of("{\"b\": \"\u00e9\"}"));
    assertEquals(
        "{\"hit\":true,\"response\":{\"b\": \"\u00e9\"},\"key\":\""
            + KEY
            + "\",\"tier\":\"L1\",\"cached_at\":\"2026-01-02T03:04:05.678901Z\",\"age_seconds\":80,"
            + "\"ttl_remaining\":20,\"freshness\":\"stale\",\"latency_ms\":0.042,"
            + "\"tokens_saved\":150,\"cost_saved\":0.0012345}",
        text(body.render(Tier.NEAR, Entries.STORED_AT + 80_500_000, 42_999)));
  }

  @Test
  void render_twice_changesOnlyWhatChanges() throws IOException {
    HitBody body = HitBody.of(Entries.of("[1]"));
    var first =
        new ObjectMapper().readTree(body.render(Tier.SEMANTIC, Entries.STORED_AT, 1_234_567));
    assertEquals("semantic", first.get("tier").asText());
    assertEquals("fresh", first.get("freshness").asText());
    assertEquals(0, first.get("age_seconds").asInt());
    assertEquals(100, first.get("ttl_remaining").asInt());
    assertEquals("1.234", first.get("latency_ms").asText());
    assertArrayEquals(
        body.render(Tier.SEMANTIC, Entries.STORED_AT, 5),
        HitBody.of(Entries.of("[1]")).render(Tier.SEMANTIC, Entries.STORED_AT, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000000001",
    "1000000000, 1",
    "2500000000, 2.5",
    "120, 0.00000012",
    "9223372036854775807, 9223372036.854775807",
  })
  void render_cost_isPlainDollars(long nanos, String dollars) {
    Entry free = Entries.of("1");
    Entry entry =
        new Entry(
            free.key(),
            free.dimensions(),
            free.response(),
            0,
            1,
            List.of(),
            TokenUsage.NONE,
            false,
            nanos);
    String body = text(HitBody.of(entry).render(Tier.REDIS, 0, 0));
    assertEquals(
        "\"latency_ms\":0.000,\"tokens_saved\":0,\"cost_saved\":" + dollars + "}",
        body.substring(body.indexOf("\"latency_ms\"")));
    assertEquals("1970-01-01T00:00:00.000000Z", HitBody.cachedAt(0));
  }

  @Test
  void missBody_namesTheKey() {
    assertEquals("{\"hit\":false,\"key\":\"" + KEY + "\"}", text(HitBody.missBody(Entries.KEY)));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
