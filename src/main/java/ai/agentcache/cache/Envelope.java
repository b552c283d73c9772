package ai.agentcache.cache;

import ai.agentcache.usage.Dimensions;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The stored form of an entry. It names its own tenant and key and carries a checksum, so that
 * whatever a store returns is either this very entry or nothing.
 *
 * <pre>
 * version u8 · flags u8 · stored at i64 · ttl i32 · input i64 · output i64 · cost i64
 * tenant · key · provider · model · agent type   (each u16 length, UTF-8)
 * tags u8 (each as above) · response length u32 · response, to the end · CRC-32C u32 of all before
 * </pre>
 *
 * @param compressFrom answers of so many bytes are compressed if that saves a tenth
 * @param maxResponse longer answers are not read, bytes
 */
public record Envelope(int compressFrom, int maxResponse) {

  /** Compresses from 4 KiB, reads up to 8 MiB. */
  public static final Envelope DEFAULT = new Envelope(4096, 8 << 20);

  private static final byte VERSION = 1;
  static final int COMPRESSED = 1;
  static final int USAGE_GIVEN = 2;
  private static final int FIXED = 2 + 8 + 4 + 8 + 8 + 8 + 1 + 4;
  private static final int CHECKSUM = 4;

  /** The stored form. */
  public byte[] encode(Entry entry) {
    byte[][] texts = texts(entry);
    int head = FIXED + Arrays.stream(texts).mapToInt(text -> 2 + text.length).sum();
    JsonSlice response = entry.response();
    Optional<byte[]> small = compress(response);
    int body = small.map(bytes -> bytes.length).orElse(response.length());
    ByteBuffer to = ByteBuffer.allocate(head + body + CHECKSUM);
    to.put(VERSION).put((byte) flags(small.isPresent(), entry.usageGiven()));
    to.putLong(entry.storedAtMicros()).putInt(entry.ttlSeconds());
    to.putLong(entry.usage().input()).putLong(entry.usage().output()).putLong(entry.costNanos());
    putTexts(texts, to);
    to.putInt(response.length());
    small.ifPresentOrElse(
        to::put, () -> to.put(response.array(), response.start(), response.length()));
    return to.putInt(checksum(to.array(), head + body)).array();
  }

  private static int flags(boolean compressed, boolean usageGiven) {
    return (compressed ? COMPRESSED : 0) | (usageGiven ? USAGE_GIVEN : 0);
  }

  private static byte[][] texts(Entry entry) {
    Dimensions by = entry.dimensions();
    byte[][] texts = new byte[5 + entry.tags().size()][];
    texts[0] = utf8(by.tenant());
    texts[1] = utf8(entry.key().text());
    texts[2] = utf8(by.provider());
    texts[3] = utf8(by.model());
    texts[4] = utf8(by.agentType());
    for (int i = 5; i < texts.length; i++) {
      texts[i] = utf8(entry.tags().get(i - 5));
    }
    return texts;
  }

  private static void putTexts(byte[][] texts, ByteBuffer to) {
    for (int i = 0; i < texts.length; i++) {
      if (i == 5) {
        to.put((byte) (texts.length - 5));
      }
      to.putShort((short) texts[i].length).put(texts[i]);
    }
    if (texts.length == 5) {
      to.put((byte) 0);
    }
  }

  private Optional<byte[]> compress(JsonSlice response) {
    int length = response.length();
    if (length < compressFrom) {
      return Optional.empty();
    }
    byte[] small = new byte[length - length / 10];
    return Compression.ofThread()
        .deflate(response.array(), response.start(), length, small)
        .map(size -> Arrays.copyOf(small, size));
  }

  /**
   * Reads the stored form of the entry that a tenant has under a key.
   *
   * @return nothing unless the bytes are whole and say that they are that tenant's and that key's
   */
  public Optional<Entry> decode(byte[] stored, String tenant, CacheKey key) {
    int end = stored.length - CHECKSUM;
    if (end < FIXED || stored[0] != VERSION) {
      return Optional.empty();
    }
    if (ByteBuffer.wrap(stored).getInt(end) != checksum(stored, end)) {
      return Optional.empty();
    }
    try {
      return new EnvelopeReader(stored, end, maxResponse).read(tenant, key);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int checksum(byte[] bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    return (int) crc.getValue();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
