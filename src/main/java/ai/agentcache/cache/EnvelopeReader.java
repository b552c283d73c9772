package ai.agentcache.cache;

import ai.agentcache.usage.Dimensions;
import ai.agentcache.usage.TokenUsage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one envelope whose version and checksum are right. What is wrong beyond that is nothing, or
 * a {@link BufferUnderflowException} or {@link IllegalArgumentException}.
 */
final class EnvelopeReader {
  private final byte[] stored;
  private final ByteBuffer from;
  private final int maxResponse;

  EnvelopeReader(byte[] stored, int end, int maxResponse) {
    this.stored = stored;
    this.from = ByteBuffer.wrap(stored).limit(end).position(1);
    this.maxResponse = maxResponse;
  }

  Optional<Entry> read(String tenant, CacheKey key) {
    int flags = from.get();
    long storedAt = from.getLong();
    int ttl = from.getInt();
    TokenUsage usage = new TokenUsage(from.getLong(), from.getLong());
    long cost = from.getLong();
    if (!text().equals(tenant) || !text().equals(key.text())) {
      return Optional.empty();
    }
    Dimensions by = new Dimensions(tenant, key.namespace(), text(), text(), text());
    List<String> tags = tags();
    boolean given = (flags & Envelope.USAGE_GIVEN) != 0;
    return response((flags & Envelope.COMPRESSED) != 0)
        .map(raw -> new Entry(key, by, raw, storedAt, ttl, tags, usage, given, cost));
  }

  private List<String> tags() {
    int count = from.get() & 0xFF;
    List<String> tags = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tags.add(text());
    }
    return tags;
  }

  private Optional<JsonSlice> response(boolean compressed) {
    int length = from.getInt();
    int rest = from.remaining();
    if (length < 1 || length > maxResponse || (!compressed && length != rest)) {
      return Optional.empty();
    }
    int start = from.position();
    Optional<byte[]> raw =
        compressed
            ? Compression.ofThread().inflate(stored, start, rest, length)
            : Optional.of(Arrays.copyOfRange(stored, start, start + length));
    return raw.map(bytes -> new JsonSlice(bytes, 0, length));
  }

  private String text() {
    int length = from.getShort() & 0xFFFF;
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    int start = from.position();
    from.position(start + length);
    return new String(stored, start, length, StandardCharsets.UTF_8);
  }
}
