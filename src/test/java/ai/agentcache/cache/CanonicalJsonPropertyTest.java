package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CanonicalJsonPropertyTest {
  private static final ObjectMapper EXACT =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static String canonical(String json) {
    return new String(
        CanonicalJson.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @Property(tries = 3000)
  void of_sameValueSpelledTwice_givesOneForm(@ForAll long seed) {
    Object value = new RandomJson(seed).value();
    String first = canonical(new RandomJson(seed + 1).spell(value));
    assertEquals(first, canonical(new RandomJson(seed + 2).spell(value)));
    assertEquals(first, canonical(first));
  }

  @Property(tries = 3000)
  void of_anyDocument_keepsItsValue(@ForAll long seed) throws IOException {
    RandomJson random = new RandomJson(seed);
    String json = random.spell(random.value());
    assertEquals(tree(json), tree(canonical(json)));
  }

  @Property(tries = 5000)
  void of_twoDocuments_areOneFormExactlyIfTheyAreOneValue(@ForAll long seed) throws IOException {
    RandomJson random = new RandomJson(seed);
    String one = random.spell(random.small());
    String other = random.spell(random.small());
    assertEquals(
        tree(one).equals(tree(other)),
        canonical(one).equals(canonical(other)),
        () -> one + " and " + other);
  }

  @Property(tries = 20_000)
  void of_anyDouble_roundTripsInNoMoreDigitsThanJava(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      String form = canonical(new BigDecimal(Double.toString(value)).toString());
      assertEquals(value + 0.0, Double.parseDouble(form));
      int digits = new BigDecimal(form).stripTrailingZeros().precision();
      assertEquals(
          true, digits <= new BigDecimal(Double.toString(value)).stripTrailingZeros().precision());
    }
  }

  @Property(tries = 5000)
  void of_tinyDouble_roundTrips(@ForAll int bits) {
    double value = Double.longBitsToDouble(Math.abs((long) bits) % 5000);
    assertEquals(value, Double.parseDouble(canonical(new BigDecimal(value).toString())));
  }

  @Property(tries = 20_000)
  void of_anyWholeNumber_keepsItsValueExactly(@ForAll long seed) {
    Random random = new Random(seed);
    BigDecimal number = new BigDecimal(new java.math.BigInteger(1 + random.nextInt(200), random));
    assertEquals(0, number.compareTo(new BigDecimal(canonical(number.toString()))));
  }

  /** The value of a document, its numbers as canonical JSON means them. */
  private static JsonNode tree(String json) throws IOException {
    return normal(EXACT.readTree(json));
  }

  private static JsonNode normal(JsonNode node) {
    if (node.isObject()) {
      var object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(e -> object.set(e.getKey(), normal(e.getValue())));
      return object;
    }
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> array.add(normal(item)));
      return array;
    }
    return node.isNumber() ? number(node.decimalValue()) : node;
  }

  private static JsonNode number(BigDecimal exact) {
    BigDecimal plain = exact.stripTrailingZeros();
    BigDecimal near = new BigDecimal(Double.toString(exact.doubleValue())).stripTrailingZeros();
    return DecimalNode.valueOf(plain.scale() <= 0 ? plain : near);
  }
}
