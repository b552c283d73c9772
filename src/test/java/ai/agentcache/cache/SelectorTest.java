package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.usage.Dimensions;
import ai.agentcache.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SelectorTest {

  private static Entry entry(String namespace, String provider, String model, String... tags) {
    return new Entry(
        new CacheKey(namespace, provider, model, "0".repeat(64)),
        new Dimensions("t", namespace, provider, model, "-"),
        JsonSlice.ofValid("1".getBytes(StandardCharsets.UTF_8)),
        1,
        60,
        List.of(tags),
        TokenUsage.NONE,
        true,
        0);
  }

  @Test
  void matches_entryThatAgreesInEveryPart_isTrue() {
    Entry entry = entry("n", "p", "m", "a", "b");
    assertTrue(new Selector("n", "p", "m", "b").matches(entry));
    assertTrue(new Selector(null, null, null, null).matches(entry));
    assertFalse(new Selector("other", null, null, null).matches(entry));
    assertFalse(new Selector(null, "other", null, null).matches(entry));
    assertFalse(new Selector(null, null, "other", null).matches(entry));
    assertFalse(new Selector(null, null, null, "other").matches(entry));
  }

  @Test
  void containing_anEntry_namesEverySetThatMatchesIt() {
    Entry entry = entry("n", "p", "m", "t");
    List<Selector> sets = Selector.containing("n", "p", "m", "t");
    assertEquals(8, new HashSet<>(sets).size());
    assertTrue(sets.stream().allMatch(set -> set.matches(entry)));
    assertTrue(sets.contains(new Selector(null, null, null, "t")));
    assertTrue(Selector.containing("n", "p", "m", null).contains(Selector.ALL));
  }

  @Property(tries = 500)
  void name_ofDifferentSelectors_differs(
      @ForAll @StringLength(max = 6) String one, @ForAll @StringLength(max = 6) String two) {
    Set<String> names = new HashSet<>();
    names.add(new Selector(one, two, null, null).name());
    names.add(new Selector(one, null, two, null).name());
    names.add(new Selector(null, one, two, null).name());
    names.add(new Selector(null, null, one, two).name());
    names.add(new Selector(one + "&p=" + two, null, null, null).name());
    names.add(Selector.ALL.name());
    assertEquals(6, names.size());
  }
}
