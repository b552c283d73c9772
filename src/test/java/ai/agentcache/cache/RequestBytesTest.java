package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestBytesTest {

  private static RequestBytes of(String tenant, String namespace, String body) {
    return new RequestBytes(tenant, namespace, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void equals_sameBytesOfTheSameCaller_isTrue() {
    RequestBytes one = of("t", "n", "{\"a\":1}");
    RequestBytes other = of("t", "n", "{\"a\":1}");
    assertEquals(one, other);
    assertEquals(one.hashCode(), other.hashCode());
  }

  @Test
  void equals_anotherTenantNamespaceOrByte_isFalse() {
    RequestBytes one = of("t", "n", "{\"a\":1}");
    assertNotEquals(one, of("u", "n", "{\"a\":1}"));
    assertNotEquals(one, of("t", "m", "{\"a\":1}"));
    assertNotEquals(one, of("t", "n", "{\"a\":2}"));
    assertNotEquals(one, of("t", "n", "{\"a\":1} "));
  }

  @Test
  void hashCode_ofBodiesThatDifferInOneNumber_hardlyEverCollides() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      hashes.add(of("t", "n", "{\"provider\":\"openai\",\"prompt\":\"" + i + "\"}").hashCode());
    }
    assertTrue(hashes.size() > 9_980, () -> hashes.size() + " hashes of 10000 bodies");
  }
}
