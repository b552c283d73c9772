package ai.agentcache.cache;

import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw Deflate, with one compressor and one decompressor kept by each thread. */
final class Compression {
  private static final ThreadLocal<Compression> OF_THREAD =
      ThreadLocal.withInitial(Compression::new);

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final Inflater inflater = new Inflater(true);

  private Compression() {}

  static Compression ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Compresses bytes into {@code to}.
   *
   * @return how many bytes it took, or nothing if they do not fit
   */
  Optional<Integer> deflate(byte[] from, int start, int length, byte[] to) {
    deflater.reset();
    deflater.setInput(from, start, length);
    deflater.finish();
    int written = deflater.deflate(to);
    return deflater.finished() ? Optional.of(written) : Optional.empty();
  }

  /** Restores bytes of which the length is known; anything else than these is nothing. */
  Optional<byte[]> inflate(byte[] from, int start, int length, int expected) {
    inflater.reset();
    inflater.setInput(from, start, length);
    byte[] to = new byte[expected];
    try {
      boolean complete = inflater.inflate(to) == expected && endsHere();
      return complete ? Optional.of(to) : Optional.empty();
    } catch (DataFormatException e) {
      return Optional.empty();
    }
  }

  /** The end mark may still have to be read, with room for the byte that must not come. */
  private boolean endsHere() throws DataFormatException {
    boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
    return !more && inflater.finished() && inflater.getRemaining() == 0;
  }
}
