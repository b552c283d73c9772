package ai.agentcache.upload.link;

import java.util.List;

/** Chunks that wait for a stream, each sent as a request of its own; sizes in units. */
final class Chunks {

  private final int[] sizes;
  private int next;

  Chunks(List<Long> bytes, double unitBytes) {
    this.sizes =
        bytes.stream().mapToInt(one -> (int) Math.max(1, Math.ceil(one / unitBytes))).toArray();
  }

  /** The next one; 0 if none is left. */
  int next() {
    return next < sizes.length ? sizes[next++] : 0;
  }
}
