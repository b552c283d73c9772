package ai.agentcache.upload.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileHashTest {

  private static final String DIGITS = "0123456789abcdef".repeat(4);

  @Test
  void of_sha256_isTheSameHoweverSpelt() {
    FileHash hash = FileHash.of("sha256:" + DIGITS);
    assertEquals(hash, FileHash.of(DIGITS));
    assertEquals(hash, FileHash.of("sha256:" + DIGITS.toUpperCase(java.util.Locale.ROOT)));
    assertEquals("sha256:" + DIGITS, hash.text());
    assertEquals(32, hash.sha256().orElseThrow().length);
  }

  @Test
  void of_anythingElse_isKeptAndNeverMatched() {
    for (String text :
        List.of("md5:" + DIGITS, DIGITS + "0", DIGITS.substring(1), "sha256:", "g" + DIGITS)) {
      FileHash hash = FileHash.of(text);
      assertEquals(text, hash.text());
      assertNull(hash.hex());
      assertTrue(hash.sha256().isEmpty());
    }
  }
}
