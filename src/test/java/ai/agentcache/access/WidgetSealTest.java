package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WidgetSealTest {

  private static final WidgetToken TOKEN =
      new WidgetToken(
          UUID.randomUUID(), "acme", "shop", "ann", Instant.parse("2026-03-14T15:09:26Z"));

  private static WidgetSeal seal(String pepper) {
    return new WidgetSeal(new Pepper(Configs.with(Map.of("pepper", pepper))));
  }

  private final WidgetSeal seal = seal("one pepper of at least 32 bytes...");

  @Test
  void open_whatWasSealed_isTheToken() {
    String text = seal.seal(TOKEN);
    assertTrue(text.matches("awt_[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}"), text);
    assertEquals(Optional.of(TOKEN), seal.open(text));
    WidgetToken plain = new WidgetToken(TOKEN.id(), "acme", null, null, TOKEN.expiresAt());
    assertEquals(Optional.of(plain), seal.open(seal.seal(plain)));
  }

  @Test
  void open_whatWasChangedOrSealedElsewhere_isNothing() {
    String text = seal.seal(TOKEN);
    for (int i = 0; i < text.length() - 1; i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertEquals(Optional.empty(), seal.open(changed), changed);
    }
    assertEquals(Optional.empty(), seal("another pepper of 32 bytes or more").open(text));
    for (String wrong : new String[] {"", "awt_", "awt_.", "awt_e30.e30", "x".repeat(2_000)}) {
      assertEquals(Optional.empty(), seal.open(wrong), wrong);
    }
  }
}
