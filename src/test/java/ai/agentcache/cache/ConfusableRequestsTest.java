package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests that look alike: made of the same few pieces, put together differently. */
class ConfusableRequestsTest {
  private static final int REQUESTS = 10_000;
  static final String[] NAMESPACES = {"a", "a.b", "ab", "a-b", "default", "b"};
  private static final String[] NAMES = {
    "a", "b", "a:b", "b:a", ":", "a:", ":a", "%3A", "a%3Ab", "-", "key", "openai", "{a}", "\"",
    "\\",
  };
  private static final Object[] VALUES = {
    0,
    1,
    "0",
    "1",
    "",
    "a",
    "a:b",
    true,
    false,
    "true",
    List.of(),
    List.of("a"),
    Map.of(),
    Map.of("a", 1),
    Map.of("a", "1"),
    0.1,
    1e21,
    "1e21",
    9007199254740992L,
    9007199254740993L,
    "\u00e9",
    "e\u0301",
    "\ud83d\ude00",
    "\ufb33",
    " ",
    "\u0000",
  };

  @Test
  void redisKey_ofConfusableRequests_isOneToOne() {
    Random random = new Random(20_260_101);
    Map<String, Map<String, Object>> byKey = new HashMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      Map<String, Object> request = request(random);
      String namespace = NAMESPACES[random.nextInt(NAMESPACES.length)];
      String key = key(request, namespace, random.nextLong());
      assertEquals(key, key(request, namespace, random.nextLong()), "spelled differently");
      Map<String, Object> tuple = Map.of("namespace", namespace, "request", request);
      Map<String, Object> other = byKey.put(key, tuple);
      assertTrue(other == null || other.equals(tuple), () -> tuple + " and " + other);
    }
    assertEquals(byKey.size(), byKey.values().stream().distinct().count());
    assertTrue(byKey.size() > REQUESTS / 2, "too few different requests: " + byKey.size());
  }

  static Map<String, Object> request(Random random) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("provider", NAMES[random.nextInt(NAMES.length)]);
    request.put("model", NAMES[random.nextInt(NAMES.length)]);
    request.put("input", List.of(VALUES[random.nextInt(VALUES.length)]));
    for (int i = random.nextInt(3); i > 0; i--) {
      String name = "p" + NAMES[random.nextInt(NAMES.length)];
      request.put(name, VALUES[random.nextInt(VALUES.length)]);
    }
    return request;
  }

  private static String key(Map<String, Object> request, String namespace, long seed) {
    String json = new RandomJson(seed).spell(request);
    return CacheRequest.read(json.getBytes(StandardCharsets.UTF_8), RequestLimits.DEFAULT)
        .key(namespace)
        .redisKey("acme");
  }
}
