package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  @Property
  void parse_mintedKey_isItself(@ForAll long seed, @ForAll Plan plan) {
    ApiKey key = ApiKey.mint(plan, new Random(seed));

    assertEquals(key, ApiKey.parse(key.text()));
    assertTrue(key.text().startsWith(plan.prefix() + key.id()));
    assertTrue(ApiKey.isId(key.id()));
  }

  @Property
  void parse_oneCharacterMistyped_isRefused(
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 69) int at,
      @ForAll @AlphaChars @NumericChars char typed) {
    String text = ApiKey.mint(Plan.LIVE, new Random(seed)).text();
    String mistyped = text.substring(0, at) + typed + text.substring(at + 1);

    assertEquals(mistyped.equals(text), ApiKey.parse(mistyped) != null);
  }

  @Property
  void parse_madeUp_isRefused(@ForAll @AlphaChars @NumericChars @StringLength(62) String madeUp) {
    assertNull(ApiKey.parse("ac_live_" + madeUp));
  }

  @Test
  void parse_neighboursSwapped_isRefused() {
    String text = ApiKey.mint(Plan.LIVE, new Random(7)).text();
    String swapped = text.substring(0, 20) + text.charAt(21) + text.charAt(20) + text.substring(22);

    assertNotEquals(text, swapped);
    assertNull(ApiKey.parse(swapped));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ac_live_",
        "ac_demo_test123",
        "ac_admin_development",
        "Bearer x",
        "ac_live_ü"
      })
  void parse_otherText_isRefused(String text) {
    assertNull(ApiKey.parse(text));
  }

  @Test
  void parse_otherPrefixWithTheSameRest_isRefused() {
    String text = ApiKey.mint(Plan.LIVE, new Random(1)).text();

    assertNull(ApiKey.parse(text.replace("ac_live_", "ac_demo_")));
    assertNull(ApiKey.parse(text.replace("ac_live_", "ac_root_")));
  }

  @Test
  void mint_hasRoomForTheBitsPromised() {
    double bitsPerCharacter = Math.log(62) / Math.log(2);

    assertTrue(13 * bitsPerCharacter >= 72, "id");
    assertTrue(43 * bitsPerCharacter >= 256, "secret");
    assertEquals(8 + 13 + 43 + 6, ApiKey.mint(Plan.DEMO, new Random(1)).text().length());
  }

  @Test
  void toString_showsNothingSecret() {
    ApiKey key = ApiKey.mint(Plan.LIVE, new Random(3));

    assertEquals("ac_live_" + key.id() + "…", key.toString());
    assertFalse(key.toString().contains(key.text().substring(21, 64)));
  }
}
