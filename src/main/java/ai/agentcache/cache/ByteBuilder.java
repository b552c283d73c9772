package ai.agentcache.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing run of bytes. Its fields are open to the package because the canonicaliser writes
 * straight into the array; whoever does reserves first.
 */
final class ByteBuilder {
  byte[] bytes;
  int length;

  ByteBuilder(int capacity) {
    bytes = new byte[capacity];
  }

  /** Makes room for {@code more} bytes. */
  void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  /** Empties it, and lets go of an array larger than {@code keep}. */
  void clear(int keep) {
    length = 0;
    if (bytes.length > keep) {
      bytes = new byte[Math.min(keep, 4096)];
    }
  }

  /** Adds one byte into reserved room. */
  void put(int value) {
    bytes[length++] = (byte) value;
  }

  ByteBuilder add(byte[] source, int start, int end) {
    reserve(end - start);
    System.arraycopy(source, start, bytes, length, end - start);
    length += end - start;
    return this;
  }

  ByteBuilder add(byte[] source) {
    return add(source, 0, source.length);
  }

  /** Adds text as UTF-8. */
  ByteBuilder add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a whole number. */
  ByteBuilder add(long number) {
    if (number < 0) {
      return add(Long.toString(number));
    }
    reserve(20);
    int width = Decimals.width(number);
    Decimals.write(number, bytes, length, width);
    length += width;
    return this;
  }

  /** Adds text as a JSON string in canonical form. */
  ByteBuilder addString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    reserve(utf8.length * 6 + 2);
    put('"');
    for (byte unit : utf8) {
      JsonText.put(unit, this);
    }
    put('"');
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
