package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static Explanation explain(String json) {
    return Explanation.of(json.getBytes(StandardCharsets.UTF_8), "ns", RequestLimits.DEFAULT);
  }

  @Test
  void of_identity_listsWhatCounts() {
    Explanation why =
        explain(
            " {\"user\":\"u\",\"seed\":1.0,\"ttl\":5,\"provider\":\"p\",\"model\":\"m\",\"input\":\"x\"}");
    String canonical = "{\"input\":\"x\",\"model\":\"m\",\"provider\":\"p\",\"seed\":1}";
    assertEquals(canonical, why.canonical());
    assertEquals(List.of("input", "model", "provider", "seed"), why.counted());
    assertEquals(List.of("user", "ttl"), why.ignored());
    assertEquals("agentcache:v1:ns:p:m:" + Sha256.hex(canonical), why.key());
  }

  @Test
  void of_ownKey_countsOnlyTheKey() {
    Explanation why = explain("{\"model\":\"m\",\"key\":\"a\\\"b\",\"seed\":1}");
    assertEquals("{\"key\":\"a\\\"b\"}", why.canonical());
    assertEquals(List.of("key"), why.counted());
    assertEquals(List.of("model", "seed"), why.ignored());
    assertTrue(why.key().startsWith("agentcache:v1:ns:key:-:"));
  }
}
