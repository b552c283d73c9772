package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final Envelope ENVELOPE = Envelope.DEFAULT;
  private static final String TEXT = "\"" + "All work and no play. ".repeat(1000) + "\"";

  private static Optional<Entry> decode(byte[] stored) {
    return ENVELOPE.decode(stored, Entries.TENANT, Entries.KEY);
  }

  @Property(tries = 1000)
  void decode_whatWasEncoded_isTheEntry(@ForAll long seed) {
    Entry entry = Entries.random(seed);
    byte[] stored = ENVELOPE.encode(entry);
    assertEquals(Optional.of(entry), ENVELOPE.decode(stored, Entries.TENANT, entry.key()));
  }

  @Property(tries = 300)
  void decode_forAnotherTenantOrKey_isNothing(@ForAll long seed) {
    Entry entry = Entries.random(seed);
    CacheKey key = entry.key();
    byte[] stored = ENVELOPE.encode(entry);
    assertEquals(Optional.empty(), ENVELOPE.decode(stored, "acme2", key));
    assertEquals(Optional.empty(), ENVELOPE.decode(stored, "acm", key));
    CacheKey other = Entries.random(seed + 1).key();
    assertEquals(Optional.empty(), ENVELOPE.decode(stored, Entries.TENANT, other));
    CacheKey namespace = new CacheKey("else", key.provider(), key.model(), key.hash());
    assertEquals(Optional.empty(), ENVELOPE.decode(stored, Entries.TENANT, namespace));
    CacheKey model = new CacheKey(key.namespace(), key.provider(), "m2", key.hash());
    assertEquals(Optional.empty(), ENVELOPE.decode(stored, Entries.TENANT, model));
  }

  @Test
  void decode_everyTruncation_isNothing() {
    for (String response : new String[] {"{\"a\":1}", TEXT}) {
      byte[] stored = ENVELOPE.encode(Entries.of(response));
      for (int length = 0; length < stored.length; length++) {
        assertEquals(Optional.empty(), decode(Arrays.copyOf(stored, length)), "at " + length);
      }
      assertEquals(Optional.empty(), decode(Arrays.copyOf(stored, stored.length + 1)));
    }
  }

  @Test
  void decode_everyFlippedBit_isNothing() {
    byte[] stored = ENVELOPE.encode(Entries.of("{\"answer\":42}"));
    for (int bit = 0; bit < stored.length * 8; bit++) {
      stored[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), decode(stored), "bit " + bit);
      stored[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertTrue(decode(stored).isPresent());
  }

  /** Damage that the checksum does not see must not do harm either. */
  @Property(tries = 5000)
  void decode_damagedUnderARightChecksum_neverThrows(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] stored = ENVELOPE.encode(Entries.of(random.nextBoolean() ? TEXT : "[1,2,3]"));
    for (int i = random.nextInt(4); i >= 0; i--) {
      stored[random.nextInt(Math.min(stored.length, 200))] = (byte) random.nextInt();
    }
    byte[] cut = Arrays.copyOf(stored, Math.max(5, random.nextInt(2) * stored.length));
    Optional<Entry> entry = decode(sealed(cut));
    entry.ifPresent(read -> assertEquals(Entries.KEY, read.key()));
  }

  @Property(tries = 1000)
  void decode_anyBytes_isNothing(@ForAll byte[] bytes) {
    assertEquals(Optional.empty(), decode(bytes));
  }

  @Test
  void decode_lengthThatIsNotTheResponses_isNothing() {
    byte[] stored = ENVELOPE.encode(Entries.of(TEXT));
    int at = indexOf(stored, TEXT.length());
    for (int length : new int[] {TEXT.length() - 1, TEXT.length() + 1, 1, 0, -1, 1 << 30}) {
      byte[] changed = stored.clone();
      ByteBuffer.wrap(changed).putInt(at, length);
      assertEquals(Optional.empty(), decode(sealed(changed)), "length " + length);
    }
    assertTrue(decode(sealed(stored.clone())).isPresent());
  }

  @Test
  void decode_responseBeyondTheLimit_isNothing() {
    Envelope small = new Envelope(4096, TEXT.length() - 1);
    byte[] stored = ENVELOPE.encode(Entries.of(TEXT));
    assertEquals(Optional.empty(), small.decode(stored, Entries.TENANT, Entries.KEY));
  }

  @Test
  void decode_unknownVersion_isNothing() {
    byte[] stored = ENVELOPE.encode(Entries.of("1"));
    stored[0] = 2;
    assertEquals(Optional.empty(), decode(sealed(stored)));
  }

  @Test
  void encode_largeText_isCompressed() {
    assertTrue(ENVELOPE.encode(Entries.of(TEXT)).length < TEXT.length() / 5);
  }

  @Test
  void encode_belowTheThreshold_isNotCompressed() {
    Envelope late = new Envelope(TEXT.length() + 1, 1 << 20);
    assertTrue(late.encode(Entries.of(TEXT)).length > TEXT.length());
    Envelope exact = new Envelope(TEXT.length(), 1 << 20);
    assertTrue(exact.encode(Entries.of(TEXT)).length < TEXT.length());
  }

  @Test
  void encode_whatHardlyShrinks_isNotCompressed() {
    byte[] tiny = new Envelope(1, 1 << 20).encode(Entries.of("\"abcdefghijklmnop\""));
    assertEquals("\"abcdefghijklmnop\"", decode(tiny).orElseThrow().response().toString());
    assertTrue(new String(tiny, StandardCharsets.ISO_8859_1).contains("abcdefghijklmnop"));
  }

  private static int indexOf(byte[] stored, int number) {
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    int at = 0;
    while (bytes.getInt(at) != number) {
      at++;
    }
    return at;
  }

  private static byte[] sealed(byte[] stored) {
    CRC32C crc = new CRC32C();
    crc.update(stored, 0, stored.length - 4);
    ByteBuffer.wrap(stored).putInt(stored.length - 4, (int) crc.getValue());
    return stored;
  }
}
