package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonSliceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 2000)
  void walk_anyDocument_seesWhatJacksonSees(@ForAll long seed) throws IOException {
    RandomJson random = new RandomJson(seed);
    String json = random.spell(random.value());
    check(JSON.readTree(json), JsonSlice.of(json));
  }

  private static void check(JsonNode node, JsonSlice slice) {
    assertEquals(node.isObject(), slice.isObject());
    assertEquals(node.isArray(), slice.isArray());
    assertEquals(node.isNull(), slice.isNull());
    assertEquals(node.isBoolean(), slice.isBoolean());
    assertEquals(node.isNumber(), slice.isNumber());
    assertEquals(node.isTextual(), slice.isString());
    if (node.isTextual()) {
      assertEquals(node.textValue(), slice.text());
    }
    List<JsonNode> items = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(items::add);
    }
    assertEquals(items.size(), slice.items().size());
    for (int i = 0; i < items.size(); i++) {
      check(items.get(i), slice.items().get(i));
    }
    if (node.isObject()) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      assertEquals(names, List.copyOf(slice.members().keySet()));
      slice.members().forEach((name, value) -> check(node.get(name), value));
    }
  }

  @Test
  void equals_sameBytesElsewhere_isTrue() {
    JsonSlice whole = JsonSlice.of("[ {\"a\":1}, {\"a\":1} ]");
    assertEquals(whole.items().get(0), whole.items().get(1));
    assertEquals(whole.items().get(0).hashCode(), JsonSlice.of("{\"a\":1}").hashCode());
    assertEquals("{\"a\":1}", whole.items().get(1).toString());
    byte[] target = new byte[9];
    assertEquals(8, whole.items().get(0).copyTo(target, 1));
    assertArrayEquals("\0{\"a\":1}\0".getBytes(StandardCharsets.US_ASCII), target);
  }

  @Test
  void isEmpty_knowsWhiteSpace() {
    assertTrue(JsonSlice.of("[ ]").isEmpty());
    assertTrue(JsonSlice.of("{\n}").isEmpty());
    assertTrue(JsonSlice.of("\"\"").isEmpty());
    assertEquals(false, JsonSlice.of("\"}\"").isEmpty());
    assertEquals(false, JsonSlice.of("[[]]").isEmpty());
  }

  @Test
  void of_whatIsNotJson_isRefused() {
    assertThrows(ApiException.class, () -> JsonSlice.of("{a}"));
  }
}
